import { type Owner, PICTURE_PATH, type Tree, type TreeFile } from "../render/tree.ts";
import type { Disk, DiskEntry } from "./disk/disk.ts";
import { contentHash } from "./disk/hash.ts";
import type { Lock, LockedFile } from "./lock.ts";
import { inTheStyleOf, normalise } from "./merge/line-endings.ts";
import type { Hunk } from "./merge/merge-lines.ts";
import type { Reason } from "./reason.ts";
import { WORKFLOW_PATH } from "./workflow-path.ts";

export type Action = "create" | "update" | "merge" | "remove" | "keep" | "conflict" | "identical";

/** A change of one file, beside the state that it was found in. */
export interface Change {
  readonly path: string;
  readonly action: Action;
  readonly owner: Owner;
  /** The text to be written; with `conflict`: the text that would be. */
  readonly content?: string;
  /** The text on disk, if there is one. */
  readonly before?: string;
  readonly reason?: Reason;
  /** The other file that the reason is about. */
  readonly about?: string;
  /** With `merge`: the user has laid the file out otherwise than it is generated. */
  readonly isLaidOut?: boolean;
  /** With `conflict`: what clashes, where both sides are text. */
  readonly conflict?: Conflict;
  /** With `conflict`: the line of the file, from 1, on which one begins that an earlier run has left. */
  readonly unresolvedLine?: number;
}

/** A file that the user and Unchain have changed differently. */
export interface Conflict {
  readonly hunks: readonly Hunk[];
  /** The line of each hunk in the file: as it is, or with its markers if it gets them. */
  readonly lines: readonly number[];
  /** The text that was last generated, if that is known. */
  readonly base?: string;
  /** The text that is generated now. */
  readonly ours: string;
  /** The content has markers, and is to be written. */
  readonly isMarked: boolean;
}

/**
 * Returns whether a change is written: an action that changes the disk, or a conflict with its markers.
 */
export function isWritten({ action, conflict }: Change): boolean {
  return isWrite(action) || conflict?.isMarked === true;
}

/** The actions that change the disk. */
export function isWrite(action: Action): boolean {
  return action === "create" || action === "update" || action === "merge" || action === "remove";
}

/**
 * Decides for every file of the tree, and for every file that Unchain once made and makes no longer, what happens to
 * it. Pure. The result is sorted by path.
 *
 * Without a lock the project is new, and every file in its place must be identical or is a conflict. With a lock:
 *
 * | what is on disk | action |
 * |---|---|
 * | nothing, and not in the lock | create |
 * | nothing, but in the lock: the user deleted it | keep (stays deleted) |
 * | the file is yours | keep; remove if no longer generated and never changed |
 * | the new content | identical |
 * | the locked content | update; remove if no longer generated |
 * | something else, and the new content is the locked one, or the file is the picture of the README | keep |
 * | something else | conflict; keep if no longer generated |
 *
 * With a lock, `workflow.yaml` is written wherever it differs: its content is made from the one on disk. What is a conflict here, because both sides have changed a file, `reconcile` merges.
 *
 * Contents are equal if they differ only in line endings and byte order mark; an update keeps those of the user.
 */
export function decideFiles(input: {
  readonly tree: Tree;
  readonly disk: Disk;
  readonly lock?: Lock;
}): Change[] {
  const { tree, disk, lock } = input;
  const changes: Change[] = [];
  for (const [path, file] of tree) {
    const isEdited = path === WORKFLOW_PATH && lock !== undefined;
    const decision = isEdited
      ? decideEdited(file, disk.get(path))
      : decide(file, disk.get(path), lock, lock?.files.get(path));
    changes.push({ path, ...(path === PICTURE_PATH && lock ? orKept(decision) : decision) });
  }
  for (const [path, locked] of lock?.files ?? []) {
    const entry = disk.get(path);
    if (!tree.has(path) && entry !== undefined) changes.push({ path, ...retire(locked, entry) });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

type Decision = Omit<Change, "path">;

/** Two pictures cannot be merged: the one that somebody has put there stays. */
function orKept(decision: Decision): Decision {
  if (decision.action !== "conflict") return decision;
  const { owner, before } = decision;
  return { action: "keep", owner, ...(before !== undefined && { before }), reason: "changed-here" };
}

function decide(
  file: TreeFile,
  entry: DiskEntry | undefined,
  lock: Lock | undefined,
  base: LockedFile | undefined,
): Decision {
  const { content } = file;
  const owner = base?.owner === "yours" ? "yours" : file.owner;
  if (entry === undefined) {
    return base === undefined
      ? { action: "create", owner, content }
      : { action: "keep", owner, reason: "deleted-here" };
  }
  const isMine = owner === "yours" && lock !== undefined;
  if (entry.kind !== "file") {
    return isMine && (entry.kind === "symlink" || entry.kind === "binary")
      ? { action: "keep", owner, reason: "yours" }
      : { action: "conflict", owner, content, ...obstacle(entry) };
  }

  const before = entry.text;
  if (normalise(before) === normalise(content)) return { action: "identical", owner, before };
  if (isMine) return { action: "keep", owner, before, reason: "yours" };
  if (base === undefined) {
    return {
      action: "conflict",
      owner,
      content,
      before,
      reason: lock ? "not-as-generated" : "not-made-by-unchain",
    };
  }
  if (contentHash(before) === base.hash) {
    return { action: "update", owner, content: inTheStyleOf(before, content), before };
  }
  if (contentHash(content) === base.hash) {
    return { action: "keep", owner, before, reason: "changed-here" };
  }
  return { action: "conflict", owner, content, before, reason: "changed-on-both-sides" };
}

/** For a file whose new content is made from the one on disk. */
function decideEdited({ content, owner }: TreeFile, entry: DiskEntry | undefined): Decision {
  if (entry === undefined) return { action: "create", owner, content };
  if (entry.kind !== "file") {
    return { action: "conflict", owner, content, ...obstacle(entry) };
  }
  const before = entry.text;
  return normalise(before) === normalise(content)
    ? { action: "identical", owner, before }
    : { action: "update", owner, content: inTheStyleOf(before, content), before };
}

function retire({ owner, hash }: LockedFile, entry: DiskEntry): Decision {
  if (entry.kind !== "file") return { action: "keep", owner, ...obstacle(entry) };
  const before = entry.text;
  return contentHash(before) === hash
    ? { action: "remove", owner, before }
    : { action: "keep", owner, before, reason: "no-longer-generated" };
}

function obstacle(entry: Exclude<DiskEntry, { kind: "file" }>): Pick<Change, "reason" | "about"> {
  return { reason: entry.kind, ...(entry.kind === "blocked" && { about: entry.by }) };
}
