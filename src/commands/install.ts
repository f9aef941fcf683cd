import type { PackageManager } from "../plan/package-manager.ts";
import type { Progress } from "../report/progress.ts";
import { endYarnsSearch, HOW_TO_GET, INSTALL_ENVIRONMENT } from "./before-install.ts";

/** `undefined` when it worked, else the last lines of what the package manager said. */
export type InstallFailure = string | undefined;

const TAIL_LINES = 15;

/**
 * Installs the packages of a project, and so writes its lockfile.
 *
 * @param signal stops the package manager; the promise settles only once it has ended
 */
export async function installPackages(
  directory: string,
  packageManager: PackageManager,
  progress: Progress,
  signal: AbortSignal,
): Promise<InstallFailure> {
  const { execa } = await import("execa");
  const task = progress.start(`Installing packages with ${packageManager}`);
  endYarnsSearch(directory, packageManager);
  const { failed, all, shortMessage, code } = await execa(packageManager, ["install"], {
    cwd: directory,
    all: true,
    env: INSTALL_ENVIRONMENT,
    cancelSignal: signal,
    forceKillAfterDelay: 5_000,
    reject: false,
    stdin: "ignore",
  });
  if (!failed) {
    task.done(`Installed packages with ${packageManager}`);
    return undefined;
  }
  task.failed(signal.aborted ? "Installation cancelled" : "Installation failed");
  if (code === "ENOENT") {
    return `${packageManager} is not installed, or not in the PATH. To get it: ${HOW_TO_GET[packageManager]}`;
  }
  const tail = (all ?? "").trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  return tail === "" ? (shortMessage ?? "It gave no reason.") : tail;
}
