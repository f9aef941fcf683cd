import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { type Change, isWritten } from "../changes.ts";
import type { DiskContext } from "../context.ts";
import type { FileSystem } from "../disk/file-system.ts";
import { explainSystemError, ProjectError } from "../disk/project-error.ts";
import { commitInto } from "./commit-into.ts";
import { commitNew } from "./commit-new.ts";
import { type OtherRuns, otherRuns } from "./running.ts";

export interface CommitOptions {
  readonly fs?: FileSystem;
  /** Takes everything back when it is aborted; the promise is rejected with its reason. */
  readonly signal?: AbortSignal;
  readonly around?: OtherRuns;
}

/**
 * Makes the changes in the project at `root`, all or none: after an error or an abort the disk is as it was, and after
 * `kill -9` it is as it was, as it should be, or holds what {@link repair} needs. Directories above are made as needed. Conflicts
 * with markers are written like other changes; any other conflict stops it.
 *
 * Throws the signal's reason, or a {@link ProjectError}: `ALREADY_RUNNING`, `UNSAFE_PATH`,
 * `PATH_COLLISION`, `OUTSIDE_ROOT`, `IN_THE_WAY`, `NOT_WRITABLE`, `CHANGED_MEANWHILE`, `DISK_FULL`, `NAME_TOO_LONG`,
 * `IN_USE` and what else the file system says, `WRITE_FAILED`, `INVALID_JOURNAL`, `ROLL_BACK_INCOMPLETE`.
 */
export async function commit(
  root: string,
  changes: readonly Change[],
  options: CommitOptions = {},
): Promise<void> {
  const { fs = nodeFs, around = otherRuns, signal } = options;
  signal?.throwIfAborted();
  const writes = changes.filter(isWritten);
  if (changes.some((change) => change.action === "conflict" && !isWritten(change))) {
    throw new TypeError("A conflict without markers cannot be written");
  }
  if (writes.length === 0) return;

  const directory = resolve(root);
  const context: DiskContext = signal === undefined ? { fs, around } : { fs, around, signal };
  try {
    const isNew = fs.lstatSync(directory, { throwIfNoEntry: false }) === undefined;
    await (isNew ? commitNew : commitInto)(directory, writes, context);
  } catch (error) {
    throw signal?.aborted === true && error === signal.reason ? error : explainSystemError(error);
  }
}
