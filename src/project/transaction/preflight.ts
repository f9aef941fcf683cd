import { constants } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { Message } from "../../messages/message.ts";
import type { Change } from "../changes.ts";
import { decodeText } from "../disk/disk.ts";
import { errorCode, type FileSystem } from "../disk/file-system.ts";
import { type Parent, parentLookup } from "./parent-directory.ts";
import { unsafePathReason } from "./safe-path.ts";

/**
 * Reports what is wrong with the paths by themselves: unsafe names, and names that cannot be on one disk together.
 */
export function checkPaths(changes: readonly Change[]): Message[] {
  const problems: Message[] = [];
  const files = new Map<string, string>();
  for (const { path } of changes) {
    const reason = unsafePathReason(path);
    if (reason !== undefined) {
      problems.push({
        code: "UNSAFE_PATH",
        message: `This path ${reason}.`,
        path,
      });
    }
    const folded = path.toLowerCase();
    const twin = files.get(folded);
    if (twin === undefined) files.set(folded, path);
    else {
      problems.push({
        code: "PATH_COLLISION",
        message: `This is the same file as ${twin} on disks that ignore upper and lower case.`,
        path,
      });
    }
  }
  for (const [folded, path] of files) {
    const file = directoriesOf(folded).find((directory) => files.has(directory));
    if (file === undefined) continue;
    problems.push({
      code: "PATH_COLLISION",
      message: `${files.get(file)} cannot be a file and the directory of this one.`,
      path,
    });
  }
  return problems;
}

/**
 * Checks on disk, without changing anything, that every change can be made: no symbolic link leads out of the root,
 * nothing else is in the way, all is writable, and no file has changed since the changes were planned.
 */
export function checkDisk(root: string, changes: readonly Change[], fs: FileSystem): Message[] {
  const parentOf = parentLookup(root, fs);
  const writable = new Map<string, boolean>();
  const isWritable = (path: string): boolean => {
    const known = writable.get(path) ?? canWrite(path, fs);
    writable.set(path, known);
    return known;
  };
  const nearestDirectory = (path: string): string => {
    const parent = posix.dirname(path);
    return parentOf(path).kind === "absent" ? nearestDirectory(parent) : join(root, parent);
  };
  return changes.flatMap((change) => {
    const parent = parentOf(change.path);
    if (parent.kind === "file" || parent.kind === "outside") return [blocked(change.path, parent)];
    if (!isWritable(nearestDirectory(change.path))) return [notWritable(change.path)];
    return parent.kind === "absent"
      ? missing(change)
      : checkFile(join(root, change.path), change, fs);
  });
}

/**
 * Reports what is wrong with changes in a root that does not exist: nothing there can be updated or removed.
 */
export function checkDiskless(changes: readonly Change[]): Message[] {
  return changes.flatMap(missing);
}

/** The directories that must be made for the changes, parents first. */
export function missingDirectories(
  root: string,
  changes: readonly Change[],
  fs: FileSystem,
): string[] {
  const parentOf = parentLookup(root, fs);
  const missing = new Set<string>();
  for (const { path } of changes) {
    if (parentOf(path).kind === "directory") continue;
    for (const directory of directoriesOf(path)) {
      if (parentOf(`${directory}/file`).kind === "absent") missing.add(directory);
    }
  }
  return [...missing];
}

/** The directories above a path, outermost first: `a/b/c` → `a`, `a/b`. */
export function directoriesOf(path: string): string[] {
  const parent = dirname(path);
  return parent === "." || parent === path ? [] : [...directoriesOf(parent), parent];
}

function checkFile(file: string, change: Change, fs: FileSystem): Message[] {
  const { path, action, before } = change;
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return missing(change);
  if (!stats.isFile()) {
    const what = stats.isDirectory()
      ? "A directory"
      : stats.isSymbolicLink()
        ? "A symbolic link"
        : "Something";
    return [
      {
        code: "IN_THE_WAY",
        message: `${what} has this name.`,
        suggestion: "Move it away and try again.",
        path,
      },
    ];
  }
  if (action === "create") return [changedMeanwhile(path, "has appeared")];
  if (!canWrite(file, fs)) return [notWritable(path)];
  const isAsPlanned = before === undefined || decodeText(fs.readFileSync(file)) === before;
  return isAsPlanned ? [] : [changedMeanwhile(path, "was changed")];
}

function missing({ path, action }: Change): Message[] {
  return action === "create" ? [] : [changedMeanwhile(path, "has disappeared")];
}

function canWrite(path: string, fs: FileSystem): boolean {
  try {
    fs.accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

function blocked(path: string, parent: Extract<Parent, { by: string }>): Message {
  return parent.kind === "outside"
    ? {
        code: "OUTSIDE_ROOT",
        message: `${parent.by} is a symbolic link that leads out of the project, so this file cannot be written.`,
        suggestion: "Replace the link by a directory.",
        path,
      }
    : {
        code: "IN_THE_WAY",
        message: `${parent.by} is a file, so this one cannot be written.`,
        suggestion: "Move it away and try again.",
        path,
      };
}

function notWritable(path: string): Message {
  return {
    code: "NOT_WRITABLE",
    message: "No permission to write this file.",
    suggestion: "Change the permissions of the file and of its directory.",
    path,
  };
}

export function changedMeanwhile(path: string, what: string): Message {
  return {
    code: "CHANGED_MEANWHILE",
    message: `This file ${what} while Unchain was running.`,
    suggestion: "Run the same command again.",
    path,
  };
}
