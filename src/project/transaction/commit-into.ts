import { join } from "node:path";
import type { Change } from "../changes.ts";
import { checkpoint, type DiskContext } from "../context.ts";
import { decodeText } from "../disk/disk.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { explainSystemError, ProjectError } from "../disk/project-error.ts";
import { LOCK_PATH } from "../lock-path.ts";
import {
  FINISHED_PATH,
  JOURNAL_PATH,
  type Journal,
  journalEntry,
  siblings,
  UNWRITTEN_PATH,
  writeJournal,
} from "./journal.ts";
import { changedMeanwhile, checkDisk, checkPaths, missingDirectories } from "./preflight.ts";
import { rename, renameToFree } from "./rename.ts";
import { recover } from "./repair.ts";
import { removeReplaced, rollBack } from "./roll-back.ts";
import { attempt, enter, RUNNING_PATH } from "./running.ts";

/**
 * Changes a directory that exists: journal, new contents as temporary siblings, renames, end of the journal. What is
 * replaced or removed is set aside under another name until the end.
 *
 * The journal comes before the temporary files, so that after a kill they too are known. It is flushed to the disk, and
 * so is new content that replaces something; content that replaces nothing is not, because a power failure costs only
 * what can be generated again.
 */
export async function commitInto(
  root: string,
  changes: readonly Change[],
  context: DiskContext,
): Promise<void> {
  const { fs } = context;
  const leave = enter(root, join(root, RUNNING_PATH), fs, context.around);
  try {
    await recover(root, fs);
    const problems = checkPaths(changes);
    if (problems.length === 0) problems.push(...checkDisk(root, changes, fs));
    if (problems.length > 0) throw new ProjectError(problems);
    await checkpoint(context);
    await transact(root, lockLast(changes), context);
  } finally {
    leave();
  }
}

async function transact(
  root: string,
  changes: readonly Change[],
  context: DiskContext,
): Promise<void> {
  const { fs } = context;
  const journal: Journal = {
    id: `${process.pid.toString(36)}${context.around.now().toString(36)}`,
    directories: missingDirectories(root, changes, fs),
    entries: changes.map(journalEntry),
  };
  try {
    begin(root, journal, fs);
    await stage(root, journal, changes, context);
    for (const change of changes) {
      await checkpoint(context);
      await replace(root, journal.id, change, fs);
    }
    await checkpoint(context);
    checkReplaced(root, journal.id, changes, fs);
    fs.renameSync(join(root, JOURNAL_PATH), join(root, FINISHED_PATH));
  } catch (error) {
    throw await takeBack(root, journal, fs, error);
  }
  attempt(() => {
    removeReplaced(root, journal, fs);
    fs.unlinkSync(join(root, FINISHED_PATH));
  });
}

function begin(root: string, journal: Journal, fs: FileSystem): void {
  const unwritten = join(root, UNWRITTEN_PATH);
  fs.writeFileSync(unwritten, writeJournal(journal), { flush: true });
  fs.renameSync(unwritten, join(root, JOURNAL_PATH));
}

async function stage(
  root: string,
  journal: Journal,
  changes: readonly Change[],
  context: DiskContext,
): Promise<void> {
  const { fs } = context;
  for (const directory of journal.directories) fs.mkdirSync(join(root, directory));
  for (const { path, action, content = "" } of changes) {
    if (action === "remove") continue;
    await checkpoint(context);
    const target = join(root, path);
    const fresh = join(root, siblings(path, journal.id).fresh);
    fs.writeFileSync(fresh, content, { flag: "wx", flush: action !== "create" });
    if (action !== "create") fs.chmodSync(fresh, fs.statSync(target).mode & 0o777);
  }
}

/** Writing the new contents takes its time: what was saved by somebody else meanwhile is seen here, and not lost. */
async function replace(
  root: string,
  id: string,
  { path, action, before }: Change,
  fs: FileSystem,
): Promise<void> {
  const target = join(root, path);
  const { fresh, old } = siblings(path, id);
  if (action !== "create") {
    await rename(target, join(root, old), fs);
    if (!isAsPlanned(join(root, old), before, fs)) {
      throw new ProjectError([changedMeanwhile(path, "was changed")]);
    }
  }
  if (action === "remove" || (await renameToFree(join(root, fresh), target, fs))) return;
  // The editor that has saved it has saved it over what was there.
  if (action !== "create") fs.unlinkSync(join(root, old));
  throw new ProjectError([
    changedMeanwhile(path, action === "create" ? "has appeared" : "was changed"),
  ]);
}

function isAsPlanned(file: string, before: string | undefined, fs: FileSystem): boolean {
  return before === undefined || decodeText(fs.readFileSync(file)) === before;
}

/** An editor that had opened a file before it was set aside may have written into that. */
function checkReplaced(root: string, id: string, changes: readonly Change[], fs: FileSystem): void {
  const changed = changes.filter(({ path, action, before }) => {
    const old = join(root, siblings(path, id).old);
    return action !== "create" && !isAsPlanned(old, before, fs);
  });
  if (changed.length === 0) return;
  throw new ProjectError(changed.map(({ path }) => changedMeanwhile(path, "was changed")));
}

/** Rolls back; the error to throw is the one that was the reason, and, if not all could be undone, says so. */
async function takeBack(
  root: string,
  journal: Journal,
  fs: FileSystem,
  reason: unknown,
): Promise<unknown> {
  try {
    await rollBack(root, journal, fs);
    fs.rmSync(join(root, JOURNAL_PATH), { force: true });
    fs.rmSync(join(root, UNWRITTEN_PATH), { force: true });
    return reason;
  } catch (error) {
    const first = explainSystemError(reason);
    return new ProjectError(
      [
        ...(first instanceof ProjectError ? first.problems : []),
        {
          code: "ROLL_BACK_INCOMPLETE",
          message: `Some changes could not be undone: ${(error as Error).message}`,
          suggestion: "Run Unchain again in this directory to finish the repair.",
          path: root,
        },
      ],
      { cause: reason },
    );
  }
}

/** The lock is replaced last: whoever finds it finds the files it lists. */
function lockLast(changes: readonly Change[]): Change[] {
  const isLock = ({ path }: Change): boolean => path === LOCK_PATH;
  return [...changes.filter((change) => !isLock(change)), ...changes.filter(isLock)];
}
