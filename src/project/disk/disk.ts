import { join } from "node:path";
import { type Parent, parentLookup } from "../transaction/parent-directory.ts";
import type { FileSystem } from "./file-system.ts";
import { explainSystemError } from "./project-error.ts";

/** The entry at a path. Only UTF-8 text can be compared and merged. */
export type DiskEntry =
  | { readonly kind: "file"; readonly text: string }
  | { readonly kind: "binary" | "directory" | "symlink" | "special" }
  /** A file, or a symbolic link out of the root, is at `by`, where the path needs a directory. */
  | { readonly kind: "blocked"; readonly by: string };

/** The state of the disk at the paths that matter; a path that is not in it is absent. */
export type Disk = ReadonlyMap<string, DiskEntry>;

/**
 * Reads what is at `paths` (relative to `root`, with `/`). Never follows a symbolic link out of the root, and never a
 * link in the place of the file itself. A root that does not exist is an empty disk.
 *
 * Throws a {@link ProjectError} that names the path which cannot be read.
 */
export function readDisk(root: string, paths: Iterable<string>, fs: FileSystem): Disk {
  const disk = new Map<string, DiskEntry>();
  if (fs.statSync(root, { throwIfNoEntry: false }) === undefined) return disk;
  const parentOf = parentLookup(root, fs);
  for (const path of paths) {
    const entry = readingAt(path, () => readEntry(join(root, path), parentOf(path), fs));
    if (entry !== undefined) disk.set(path, entry);
  }
  return disk;
}

function readingAt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw explainSystemError(error, "read", path);
  }
}

function readEntry(file: string, parent: Parent, fs: FileSystem): DiskEntry | undefined {
  if (parent.kind === "absent") return undefined;
  if (parent.kind !== "directory") return { kind: "blocked", by: parent.by };
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (stats.isDirectory()) return { kind: "directory" };
  if (stats.isSymbolicLink()) return { kind: "symlink" };
  if (!stats.isFile()) return { kind: "special" };
  const text = decodeText(fs.readFileSync(file));
  return text === undefined ? { kind: "binary" } : { kind: "file", text };
}

/** Returns the text of the file at a path; undefined where there is no text. */
export function textAt(disk: Disk, path: string): string | undefined {
  const entry = disk.get(path);
  return entry?.kind === "file" ? entry.text : undefined;
}

/** The bytes as UTF-8 text, byte order mark included, or `undefined` if they are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
