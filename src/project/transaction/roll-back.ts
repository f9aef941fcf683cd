import { join } from "node:path";
import { errorCode, type FileSystem } from "../disk/file-system.ts";
import { exactHash } from "../disk/hash.ts";
import { type Journal, type JournalEntry, siblings } from "./journal.ts";
import { parentLookup } from "./parent-directory.ts";
import { isSameFile, rename, renameToFree } from "./rename.ts";

/**
 * Takes back all that a transaction has done, however far it came; may itself be interrupted and repeated. What the user
 * has changed since stays as it is.
 */
export async function rollBack(root: string, journal: Journal, fs: FileSystem): Promise<void> {
  const parentOf = parentLookup(root, fs);
  const isInside = (path: string): boolean => parentOf(path).kind === "directory";
  for (const entry of journal.entries.filter(({ path }) => isInside(path)).reverse()) {
    await takeBack(root, entry, journal.id, fs);
  }
  for (const directory of journal.directories.filter(isInside).reverse()) {
    removeIfEmpty(join(root, directory), fs);
  }
}

/** Removes what a finished transaction has replaced. */
export function removeReplaced(root: string, journal: Journal, fs: FileSystem): void {
  const parentOf = parentLookup(root, fs);
  for (const { path, action } of journal.entries) {
    if (action === "create" || parentOf(path).kind !== "directory") continue;
    fs.rmSync(join(root, siblings(path, journal.id).old), { force: true });
  }
}

async function takeBack(
  root: string,
  { path, action, hash }: JournalEntry,
  id: string,
  fs: FileSystem,
): Promise<void> {
  const names = siblings(path, id);
  const target = join(root, path);
  const [fresh, old, taken] = [names.fresh, names.old, names.taken].map((name) =>
    join(root, name),
  ) as [string, string, string];
  await leaveAlone(taken, target, hash, fs);
  const isReplaced = exists(old, fs);
  // By then new content has no other name, or is on the way to having none.
  const isPlaced = !exists(fresh, fs) || isSameFile(fresh, target, fs);
  const isOurs = action === "create" ? isPlaced : isReplaced;
  if (isOurs && holds(target, hash, fs)) {
    await rename(target, taken, fs);
    await leaveAlone(taken, target, hash, fs);
  }
  if (isReplaced) await renameToFree(old, target, fs);
  fs.rmSync(fresh, { force: true });
}

/** Removes what was taken away; puts it back if somebody has saved it in the moment before. */
async function leaveAlone(
  taken: string,
  target: string,
  hash: string | undefined,
  fs: FileSystem,
): Promise<void> {
  if (!exists(taken, fs)) return;
  if (holds(taken, hash, fs)) fs.unlinkSync(taken);
  else await renameToFree(taken, target, fs);
}

function exists(file: string, fs: FileSystem): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function holds(file: string, hash: string | undefined, fs: FileSystem): boolean {
  return (
    fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() === true &&
    exactHash(fs.readFileSync(file)) === hash
  );
}

/** Removes a directory unless something is in it, or it is gone already. */
export function removeIfEmpty(directory: string, fs: FileSystem): void {
  try {
    fs.rmdirSync(directory);
  } catch (error) {
    const code = errorCode(error);
    if (code !== "ENOENT" && code !== "ENOTEMPTY" && code !== "EEXIST" && code !== "ENOTDIR") {
      throw error;
    }
  }
}
