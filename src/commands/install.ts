import type { PackageManager } from "../plan/package-manager.ts";
import type { Progress } from "../report/progress.ts";

/** `undefined` when it worked, else the last lines of what the package manager said. */
export type InstallFailure = string | undefined;

const TAIL_LINES = 15;

/** For how long a package manager may tidy up that was told to stop. */
const PATIENCE_MILLISECONDS = 500;

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
  const installation = execa(packageManager, ["install"], {
    cwd: directory,
    all: true,
    cancelSignal: signal,
    forceKillAfterDelay: PATIENCE_MILLISECONDS,
    reject: false,
    stdin: "ignore",
  });
  // What it has started may outlive it, with its output open.
  installation.once("exit", () => signal.aborted && installation.all.destroy());
  const { failed, all, shortMessage, code } = await installation;
  if (!failed) {
    task.done(`Installed packages with ${packageManager}`);
    return undefined;
  }
  task.failed(signal.aborted ? "Installation cancelled" : "Installation failed");
  if (code === "ENOENT") return `${packageManager} is not installed, or not in the PATH.`;
  const tail = (all ?? "").trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  return tail === "" ? (shortMessage ?? "It gave no reason.") : tail;
}
