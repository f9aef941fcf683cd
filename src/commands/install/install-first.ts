import { relative } from "node:path";
import type { Context } from "../../cli/context.ts";
import type { Message } from "../../messages/message.ts";
import type { PackageManager } from "../../plan/package-manager.ts";
import { amendFirstCommit, type FirstCommit } from "../create/first-commit.ts";

const COMMIT_NOTES = {
  committed: "a git repository with a first commit",
  "inside-repository": "no commit, because this is inside a repository",
  "no-git": "no repository, because git is not installed",
  failed: "no first commit",
} as const satisfies Record<FirstCommit["outcome"], string>;

const LOCK_FILES = {
  npm: "package-lock.json",
  pnpm: "pnpm-lock.yaml",
  yarn: "yarn.lock",
  bun: "bun.lock",
} as const satisfies Record<PackageManager, string>;

/** The outcome for the packages of a new project. */
interface Installed {
  readonly problems: readonly Message[];
  readonly details: readonly string[];
  /** Somebody did not want to wait. */
  readonly isCancelled: boolean;
}

/**
 * Installs the packages of a new project, and puts their lock file into its first commit (decision 0041). The project
 * stays whatever becomes of that.
 *
 * @param installs left out otherwise: then the details say what the commit lacks
 */
export async function installFirst(
  project: { readonly root: string; readonly packageManager: PackageManager },
  first: FirstCommit | undefined,
  installs: boolean,
  context: Context,
): Promise<Installed> {
  const { root, packageManager } = project;
  const { startedIn, signal } = context;
  const place = relative(startedIn, root) || "this directory";
  let problems: readonly Message[] = [];
  if (installs) {
    const { installPackages } = await import("./install.ts");
    problems = await installPackages({ ...project, place, state: "there" }, context);
  }
  const isInstalled = installs && problems.length === 0;
  const { outcome, hash } = first ?? {};
  const isWhole = isInstalled && hash !== undefined && (await amendFirstCommit(root, hash, signal));
  const lacking =
    outcome === "committed" && !isWhole
      ? `, without ${LOCK_FILES[packageManager]}; commit it once it exists, because CI needs it`
      : "";
  return {
    problems,
    details: [
      ...(isInstalled ? [`packages installed with ${packageManager}`] : []),
      ...(outcome ? [`${COMMIT_NOTES[outcome]}${lacking}`] : []),
    ],
    isCancelled: installs && signal.aborted,
  };
}
