import { hostname } from "node:os";
import { dirname } from "node:path";
import { errorCode, type FileSystem } from "../disk/file-system.ts";
import { ProjectError } from "../disk/project-error.ts";
import { HOME } from "../lock-path.ts";

/** The file that says that a run is changing the project, and which. */
export const RUNNING_PATH = `${HOME}/running`;

/** A marker that names nobody belongs to a run that is just writing it; older than this, to one that was killed. */
export const graceMs = 5_000;

/** The facts of the outside world about other runs; replaced in tests. */
export interface OtherRuns {
  readonly isAlive: (pid: number) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Those of this machine. */
export const otherRuns: OtherRuns = {
  isAlive: (pid) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return errorCode(error) !== "ESRCH";
    }
  },
  now: () => Date.now(),
};

/** Whose marker is at `file`: nobody's, that of a run that is gone, or that of a run that goes on. */
export function readRunning(
  file: string,
  fs: FileSystem,
  around: OtherRuns,
): { state: "none" } | { state: "gone" | "alive"; text: string } {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return { state: "none" };
  if (!stats.isFile()) return { state: "alive", text: "" };
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { state: "none" };
    throw error;
  }
  const owner = parseOwner(text);
  const isGone =
    owner === undefined
      ? around.now() - stats.mtimeMs > graceMs
      : owner.host === hostname() && !around.isAlive(owner.pid);
  return { state: isGone ? "gone" : "alive", text };
}

function parseOwner(text: string): { pid: number; host: string } | undefined {
  try {
    const { pid, host } = JSON.parse(text) as { pid?: unknown; host?: unknown };
    return Number.isSafeInteger(pid) && (pid as number) > 0 && typeof host === "string"
      ? { pid: pid as number, host }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a marker that must not exist yet. Throws `EEXIST` if it does. */
export function markRunning(file: string, fs: FileSystem): void {
  try {
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: "wx" });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") attempt(() => fs.unlinkSync(file));
    throw error;
  }
}

/**
 * Makes this run the only one that changes the project at `root`; returns what ends that.
 * Throws a {@link ProjectError} `ALREADY_RUNNING` if another run is at work.
 */
export function enter(root: string, file: string, fs: FileSystem, around: OtherRuns): () => void {
  const home = dirname(file);
  refuseForeignHome(home, fs);
  const leave = (): void => {
    attempt(() => fs.unlinkSync(file));
    attempt(() => fs.rmdirSync(home));
  };
  for (let tries = 1; tries <= 5; tries++) {
    try {
      fs.mkdirSync(home, { recursive: true });
      markRunning(file, fs);
      return leave;
    } catch (error) {
      const code = errorCode(error);
      if (code === "ENOENT" && tries < 5) continue;
      if (code !== "EEXIST") {
        attempt(() => fs.rmdirSync(home));
        throw error;
      }
    }
    const other = readRunning(file, fs, around);
    if (other.state === "alive") throw alreadyRunning(root, file);
    if (other.state === "gone") takeAway(root, file, other.text, fs);
  }
  throw alreadyRunning(root, file);
}

/** Removes the marker of a run that is gone, unless another run has replaced it by its own in the meantime. */
function takeAway(root: string, file: string, text: string, fs: FileSystem): void {
  const aside = `${file}-${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  if (fs.readFileSync(aside, "utf8") === text) {
    fs.unlinkSync(aside);
    return;
  }
  fs.renameSync(aside, file);
  throw alreadyRunning(root, file);
}

function refuseForeignHome(home: string, fs: FileSystem): void {
  const stats = fs.lstatSync(home, { throwIfNoEntry: false });
  if (stats === undefined || stats.isDirectory()) return;
  throw new ProjectError({
    code: "NOT_A_DIRECTORY",
    message: "This must be a directory, not a file or a symbolic link.",
    suggestion: `Remove ${home}.`,
    path: HOME,
  });
}

/**
 * Returns the error of a run that stops because another one has left `marker` and seems to be at work.
 */
export function alreadyRunning(root: string, marker: string): ProjectError {
  return new ProjectError({
    code: "ALREADY_RUNNING",
    message: "Another run of Unchain is changing this directory.",
    suggestion: `Wait until it has finished. If none is running, remove ${marker} and try again.`,
    path: root,
  });
}

/** Does what is worth trying but no reason to fail. */
export function attempt(action: () => void): void {
  try {
    action();
  } catch {}
}
