import { accessSync, constants } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Context } from "../../cli/context.ts";
import {
  type Installer,
  isExactVersion,
  type PackageManager,
  packageManagers,
} from "../../plan/package-manager.ts";

type Environment = Context["env"];

/** Returns the package managers that are in the `PATH`. */
export function installedManagers(env: Environment): PackageManager[] {
  return packageManagers.filter((name) => isInstalled(name, env));
}

function isInstalled(name: string, env: Environment): boolean {
  // Windows has the endings of commands there.
  const endings = (env.PATHEXT ?? "").split(";");
  return (env.PATH ?? "")
    .split(delimiter)
    .filter((directory) => directory !== "")
    .some((directory) => endings.some((end) => isExecutable(join(directory, name + end))));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const VERSION_MILLISECONDS = 20_000;

/**
 * Returns a package manager, with the version that is installed if it is Yarn, for all who will work on the project:
 * Yarn 2 and later write another lock file than Yarn 1, which is what Corepack takes where nothing says so. Of the
 * others every version reads the lock file, and pnpm would look for itself in the registry.
 */
export async function withInstalledVersion(
  packageManager: PackageManager,
  { env, signal }: Pick<Context, "env" | "signal">,
): Promise<Installer> {
  if (packageManager !== "yarn") return { packageManager };
  const packageManagerVersion =
    versionOfAgent(packageManager, env) ??
    (isInstalled(packageManager, env) ? await askedVersion(packageManager, signal) : undefined);
  return { packageManager, ...(packageManagerVersion !== undefined && { packageManagerVersion }) };
}

/** The version of the package manager that has started this process, if it is this one. */
function versionOfAgent(packageManager: PackageManager, env: Environment): string | undefined {
  const [name, version] = env.npm_config_user_agent?.split(" ")[0]?.split("/") ?? [];
  return name === packageManager && isExactVersion(version) ? version : undefined;
}

/** Asked where no project is, whose `packageManager` might have another answer. */
async function askedVersion(
  packageManager: PackageManager,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { execa } = await import("execa");
  const { stdout } = await execa(packageManager, ["--version"], {
    cwd: tmpdir(),
    cancelSignal: signal,
    env: { COREPACK_ENABLE_DOWNLOAD_PROMPT: "0" },
    reject: false,
    stdin: "ignore",
    timeout: VERSION_MILLISECONDS,
  });
  signal.throwIfAborted();
  const version = String(stdout).trim();
  return isExactVersion(version) ? version : undefined;
}
