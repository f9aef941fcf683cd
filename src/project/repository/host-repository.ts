import { dirname, join } from "node:path";
import type { PackageManager } from "../../plan/package-manager.ts";
import type { FileSystem } from "../disk/file-system.ts";

/** A repository that a new project becomes a part of. */
export interface HostRepository {
  /** Its top directory, absolute. */
  readonly top: string;
  /** The installer of its packages, where it has any. */
  readonly packageManager?: PackageManager;
  /** The file, absolute, that lists the members of the workspace which the project would be in. */
  readonly workspaceFile?: string;
}

export type Reader = Pick<FileSystem, "readFileSync" | "readdirSync" | "statSync">;

/** The directories that version control keeps at the top of a repository. */
export const REPOSITORIES = [".git", ".hg", ".svn", ".jj"];

/** The file in which pnpm has its settings, and the members of a workspace. */
export const PNPM_WORKSPACE = "pnpm-workspace.yaml";

const LEFT_BY: Readonly<Record<string, PackageManager>> = {
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  [PNPM_WORKSPACE]: "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/**
 * The repository around a directory, which need not be there itself; `undefined` where there is none
 * or the directory is the top of one. What is nearest says which package manager and which workspace.
 */
export function hostRepository(root: string, fs: Reader): HostRepository | undefined {
  const isTop = (directory: string) =>
    REPOSITORIES.some((name) => fs.statSync(join(directory, name), { throwIfNoEntry: false }));
  if (isTop(root)) return undefined;
  const above = directoriesAbove(root);
  const top = above.findIndex(isTop);
  if (top === -1) return undefined;

  const inside = above.slice(0, top + 1).map((directory) => looked(directory, fs));
  const packageManager = inside.find((one) => one.packageManager)?.packageManager;
  const workspaceFile = inside.find((one) => one.workspaceFile)?.workspaceFile;
  return {
    top: above[top] as string,
    ...(packageManager && { packageManager }),
    ...(workspaceFile && { workspaceFile }),
  };
}

/** Nearest first. */
function directoriesAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...directoriesAbove(above)];
}

function looked(directory: string, fs: Reader): Omit<HostRepository, "top"> {
  const names = namesIn(directory, fs);
  const manifest = names.includes("package.json")
    ? jsonObject(join(directory, "package.json"), fs)
    : {};
  const declared = /^(npm|pnpm|yarn|bun)@/.exec(String(manifest.packageManager))?.[1];
  const left = names.map((name) => LEFT_BY[name]).find((name) => name !== undefined);
  const packageManager = (declared as PackageManager | undefined) ?? left;
  const file = names.includes(PNPM_WORKSPACE)
    ? PNPM_WORKSPACE
    : manifest.workspaces === undefined
      ? undefined
      : "package.json";
  return {
    ...(packageManager && { packageManager }),
    ...(file && { workspaceFile: join(directory, file) }),
  };
}

/** Returns `otherwise` where something belongs to somebody else and cannot be read. */
function unlessUnreadable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Returns the names in a directory; none where it cannot be read. */
export const namesIn = (directory: string, fs: Reader): string[] =>
  unlessUnreadable(() => fs.readdirSync(directory), []);

function jsonObject(path: string, fs: Reader): Record<string, unknown> {
  return unlessUnreadable(() => {
    const value: unknown = JSON.parse(fs.readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  }, {});
}
