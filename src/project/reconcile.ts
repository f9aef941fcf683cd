import type { Tree } from "../render/tree.ts";
import { type Change, planChanges } from "./changes.ts";
import type { Disk } from "./disk.ts";
import { contentHash } from "./hash.ts";
import type { Lock } from "./lock.ts";
import type { Versions } from "./merge.ts";
import { findMovedSteps, followMoves, importerOf, type MovedSteps } from "./moved-steps.ts";

/** What decides about the files of a project that somebody works in. */
export interface Reconciliation {
  /** What is generated now. */
  readonly tree: Tree;
  /** What is at the paths of the tree and of the lock. */
  readonly disk: Disk;
  readonly lock: Lock;
  /** What was last generated. A file in it whose hash is not that of the lock is not believed. */
  readonly base?: Tree;
  /** `markers`: conflicts are written into the files, for an editor to resolve. */
  readonly onConflict?: "stop" | "markers";
}

/**
 * {@link planChanges} for a project that people work in: what both the user and Unchain have changed is merged, and
 * imports of a step that the user has moved are led to its new place in whatever is written. Changes nothing.
 *
 * The hashes of the next lock are those of `tree`, not of what the merge makes of it.
 */
export async function reconcile(input: Reconciliation): Promise<Change[]> {
  const { disk, lock, onConflict = "stop" } = input;
  const moved = findMovedSteps(input.tree, disk, lock);
  const changes = planChanges({ tree: followed(input.tree, moved), disk, lock }).map((change) =>
    change.reason === DELETED ? { ...change, reason: whyAbsent(change.path, disk, moved) } : change,
  );
  if (!changes.some(isMergeable)) return changes;

  const { mergeChange } = await import("./merge.ts");
  return changes.map((change) =>
    isMergeable(change)
      ? mergeChange(change, versionsOf(change, input, moved), onConflict === "markers")
      : change,
  );
}

const DELETED = "deleted here, stays deleted";

type Mergeable = Change & { readonly before: string; readonly content: string };

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

function whyAbsent(path: string, disk: Disk, moved: MovedSteps): string {
  const now = moved.get(path);
  if (now !== undefined) return `moved to ${now}`;
  const importer = importerOf(path, disk);
  return importer === undefined ? DELETED : `${DELETED}, although ${importer} imports it`;
}

function versionsOf(
  { path, before, content }: Mergeable,
  { tree, base, lock }: Reconciliation,
  moved: MovedSteps,
): Versions {
  const hash = lock.files.get(path)?.hash;
  // What has not changed since is its own base.
  const generated = [base?.get(path), tree.get(path)]
    .map((file) => file?.content)
    .find((text) => text !== undefined && contentHash(text) === hash);
  return {
    yours: followMoves(before, path, moved),
    ...(generated !== undefined && { base: followMoves(generated, path, moved) }),
    ours: content,
  };
}
