import { join } from "node:path";
import { errorCode, type FileSystem } from "./file-system.ts";
import { exactHash } from "./hash.ts";
import { type Journal, type JournalEntry, siblings } from "./journal.ts";
import { parentLookup } from "./parent-directory.ts";
import { rename } from "./rename.ts";

/**
 * Takes back all that a transaction has done, however far it came; may itself be interrupted and repeated.
 * Returns the paths that the user has changed since, which stay as they are.
 */
export async function rollBack(root: string, journal: Journal, fs: FileSystem): Promise<string[]> {
  const parentOf = parentLookup(root, fs);
  const isInside = (path: string): boolean => parentOf(path).kind === "directory";
  const kept: string[] = [];
  for (const entry of journal.entries.filter(({ path }) => isInside(path)).reverse()) {
    if (!(await takeBack(root, entry, journal.id, fs))) kept.push(entry.path);
  }
  for (const directory of journal.directories.filter(isInside).reverse()) {
    removeIfEmpty(join(root, directory), fs);
  }
  return kept.sort();
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
  entry: JournalEntry,
  id: string,
  fs: FileSystem,
): Promise<boolean> {
  const target = join(root, entry.path);
  const names = siblings(entry.path, id);
  const fresh = join(root, names.fresh);
  const old = join(root, names.old);
  let isBack = true;
  if (exists(old, fs)) {
    isBack = !exists(target, fs) || holds(target, entry.hash, fs);
    if (isBack) await rename(old, target, fs);
  } else if (entry.action === "create" && !exists(fresh, fs) && holds(target, entry.hash, fs)) {
    fs.unlinkSync(target);
  }
  fs.rmSync(fresh, { force: true });
  return isBack;
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
