import * as nodeFs from "node:fs";
import { basename, join, resolve } from "node:path";
import type { FileSystem } from "../disk/file-system.ts";
import { explainSystemError, ProjectError } from "../disk/project-error.ts";
import { HOME } from "../lock-path.ts";
import { repairNew } from "./commit-new.ts";
import {
  FINISHED_PATH,
  JOURNAL_PATH,
  type Journal,
  readJournal,
  UNWRITTEN_PATH,
} from "./journal.ts";
import { removeReplaced, rollBack } from "./roll-back.ts";
import { enter, type OtherRuns, otherRuns, RUNNING_PATH } from "./running.ts";

/**
 * Completes or takes back what a killed run has left at `root`, so that the project is as before it or as after it.
 * Does nothing, and costs next to nothing, if there is nothing to repair; may be repeated. Returns whether there was
 * something.
 *
 * Throws a {@link ProjectError}: `ALREADY_RUNNING`, `INVALID_JOURNAL`, or what the file system says.
 */
export async function repair(
  root: string,
  options: { readonly fs?: FileSystem; readonly around?: OtherRuns } = {},
): Promise<boolean> {
  const { fs = nodeFs, around = otherRuns } = options;
  const directory = resolve(root);
  try {
    const isStagingGone = repairNew(directory, { fs, around });
    if (!hasRemains(directory, fs)) return isStagingGone;
    const leave = enter(directory, join(directory, RUNNING_PATH), fs, around);
    try {
      return (await recover(directory, fs)) || isStagingGone;
    } finally {
      leave();
    }
  } catch (error) {
    throw explainSystemError(error);
  }
}

/** {@link repair} for a run that has already entered the project. */
export async function recover(root: string, fs: FileSystem): Promise<boolean> {
  const journal = load(root, JOURNAL_PATH, fs);
  if (journal !== undefined) {
    await rollBack(root, journal, fs);
    fs.rmSync(join(root, JOURNAL_PATH));
  }
  const finished = load(root, FINISHED_PATH, fs);
  if (finished !== undefined) {
    removeReplaced(root, finished, fs);
    fs.rmSync(join(root, FINISHED_PATH));
  }
  for (const name of fs.readdirSync(join(root, HOME))) {
    if (isLitter(name)) fs.rmSync(join(root, HOME, name), { force: true });
  }
  return journal !== undefined || finished !== undefined;
}

const isLitter = (name: string): boolean =>
  name === basename(UNWRITTEN_PATH) || name.startsWith(`${basename(RUNNING_PATH)}-`);

/** Returns whether a run is changing the project at `root`, or was killed while it did. */
export function hasRemains(root: string, fs: FileSystem): boolean {
  const home = join(root, HOME);
  if (fs.lstatSync(home, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  const names = fs.readdirSync(home);
  const remains = [RUNNING_PATH, JOURNAL_PATH, FINISHED_PATH].map((path) => basename(path));
  return names.length === 0 || names.some((name) => remains.includes(name) || isLitter(name));
}

function load(root: string, path: string, fs: FileSystem): Journal | undefined {
  const file = join(root, path);
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const journal = readJournal(stats.isFile() ? fs.readFileSync(file, "utf8") : "");
  if (Array.isArray(journal)) throw new ProjectError(journal);
  return journal;
}
