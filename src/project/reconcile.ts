import type { Tree } from "../render/tree.ts";
import { type Change, planChanges } from "./changes.ts";
import { checkpoint } from "./context.ts";
import type { Disk } from "./disk/disk.ts";
import { contentHash } from "./disk/hash.ts";
import type { Lock } from "./lock.ts";
import { isSameInAnyLayout } from "./merge/lexemes.ts";
import { normalise } from "./merge/line-endings.ts";
import type { Mergeable, Versions } from "./merge/merge.ts";
import { findMovedSteps, followMoves, importerOf, type MovedSteps } from "./rename/moved-steps.ts";
import { setAside, supersededIn } from "./superseded.ts";
import { orUnresolved } from "./unresolved.ts";

/** The facts that decide about the files of a project that somebody works in. */
export interface Reconciliation {
  /** The tree that is generated now. */
  readonly tree: Tree;
  /** The state of the paths of the tree and of the lock. */
  readonly disk: Disk;
  readonly lock: Lock;
  /**
   * Returns what was last generated; asked only where somebody has edited what changes. A file in it whose hash is not
   * that of the lock is not believed.
   */
  readonly base?: () => Tree | undefined | Promise<Tree | undefined>;
  /** `markers`: conflicts are written into the files, for an editor to resolve. */
  readonly onConflict?: "stop" | "markers";
  /**
   * Keeps the merge of the next file from beginning when it is aborted; the promise is rejected with its reason.
   */
  readonly signal?: AbortSignal;
}

/**
 * {@link planChanges} for a project that people work in: what both the user and Unchain have changed is merged, or set
 * aside where that makes no sense, and imports of a step that the user has moved are led to its new place in whatever
 * is written. Changes nothing.
 *
 * The hashes of the next lock are those of `tree`, not of what the merge makes of it.
 */
export async function reconcile(input: Reconciliation): Promise<Change[]> {
  const { base, signal, onConflict = "stop", ...known } = input;
  await checkpoint(input);
  const planned = decideAll(known);
  if (!planned.some(isEditedToo)) return planned;
  await checkpoint(input);
  const generated = await base?.();
  await checkpoint(input);
  const seen: Known = generated === undefined ? known : { ...known, base: generated };
  const changes = generated === undefined ? planned : decideAll(seen);
  if (!changes.some(isMergeable)) return changes;

  const moved = findMovedSteps(seen);
  const { mergeChange } = await import("./merge/merge.ts");
  const merged: Change[] = [];
  for (const change of changes) {
    if (!isMergeable(change)) {
      merged.push(change);
      continue;
    }
    await checkpoint(input);
    merged.push(mergeChange(change, versionsOf(change, seen, moved), onConflict === "markers"));
  }
  return merged;
}

/** {@link Reconciliation} with what was last generated, once that is known. */
type Known = Pick<Reconciliation, "tree" | "disk" | "lock"> & { readonly base?: Tree };

/** Returns what is decided without a merge. */
function decideAll(input: Known): Change[] {
  const { disk, lock } = input;
  const moved = findMovedSteps(input);
  const superseded = supersededIn(lock.generator);
  const changes = planChanges({ tree: followed(input.tree, moved), disk, lock })
    .map((change): Change => {
      const { path, owner, before } = change;
      if (change.reason === "deleted-here") return { ...change, ...whyAbsent(path, input, moved) };
      if (isOnlyRestyled(change, input, moved) && before !== undefined) {
        return { path, owner, action: "remove", before };
      }
      if (isOnlyLaidOut(change, input.tree)) return { path, owner, action: "identical" };
      return input.tree.has(path) ? orUnresolved(change) : change;
    })
    .flatMap((change) => {
      const file = superseded.find(({ path }) => path === change.path);
      return file && isMergeable(change)
        ? setAside(change, file, disk, lastGenerated(change.path, input))
        : change;
    });
  for (const [path, now] of moved) if (!input.tree.has(path)) changes.push(leftAt(now));
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Generated files that would change and were edited: what was done to them is seen against what was generated. */
const isEditedToo = (change: Change): boolean =>
  isMergeable(change) || (change.owner === "managed" && change.reason === "no-longer-generated");

/** Keeps a step that the user has moved and that is taken out of the workflow: it is theirs to delete. */
const leftAt = (path: string): Change => ({
  path,
  action: "keep",
  owner: "yours",
  reason: "no-longer-used",
});

function isMergeable(change: Change): change is Mergeable {
  const { action, before, content } = change;
  return action === "conflict" && before !== undefined && content !== undefined;
}

function followed(tree: Tree, moved: MovedSteps): Tree {
  if (moved.size === 0) return tree;
  return new Map(
    [...tree].map(([path, file]) => [
      path,
      { ...file, content: followMoves(file.content, path, moved) },
    ]),
  );
}

function whyAbsent(
  path: string,
  input: Known,
  moved: MovedSteps,
): Pick<Change, "about" | "reason"> {
  const now = moved.get(path);
  if (now !== undefined) return { reason: "moved-here", about: now };
  const importer = importerOf(path, input);
  return importer === undefined ? {} : { about: importer };
}

/** A file that a formatter has been over, and nobody else. */
function isOnlyLaidOut({ path, reason, before }: Change, tree: Tree): boolean {
  const content = tree.get(path)?.content;
  if (reason !== "changed-here" || before === undefined || content === undefined) return false;
  return isSameInAnyLayout(path, content, normalise(before));
}

/** A managed file that goes, in which nothing is the user's but its layout and where it imports moved steps from. */
function isOnlyRestyled(
  { path, owner, reason, before }: Change,
  input: Known,
  moved: MovedSteps,
): boolean {
  if (owner !== "managed" || reason !== "no-longer-generated" || before === undefined) return false;
  const generated = lastGenerated(path, input);
  if (generated === undefined) return false;
  const led = followMoves(normalise(generated), path, moved);
  return isSameInAnyLayout(path, led, normalise(before));
}

/** The content that the lock has the hash of; what has not changed since is its own base. */
function lastGenerated(
  path: string,
  { tree, base, lock }: Pick<Known, "tree" | "base" | "lock">,
): string | undefined {
  const hash = lock.files.get(path)?.hash;
  return [base?.get(path), tree.get(path)]
    .map((file) => file?.content)
    .find((text) => text !== undefined && contentHash(text) === hash);
}

function versionsOf(
  { path, before, content }: Mergeable,
  input: Known,
  moved: MovedSteps,
): Versions {
  const generated = lastGenerated(path, input);
  return {
    yours: followMoves(before, path, moved),
    ...(generated !== undefined && { base: followMoves(generated, path, moved) }),
    ours: followMoves(content, path, moved),
  };
}
