import { statSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../changes.ts";
import { gitIn, isWithoutRepository } from "./git.ts";

interface Entry {
  readonly path: string;
  /** As git writes it: `100644` or `100755`. */
  readonly mode: string;
  /** The texts of the stages 1 (base), 2 (yours) and 3 (ours). */
  readonly stages: readonly (readonly [stage: 1 | 2 | 3, text: string])[];
}

/**
 * Tells git about the conflicts that were written with markers: each file gets its three versions in the index, as in
 * a `git merge`, so that `git status` shows it as unmerged and editors open their merge tool. `git add` ends that.
 *
 * Does nothing without git, outside a repository or without such conflicts. Returns why git could not be told, else
 * nothing: the files have their markers anyway.
 *
 * @param root of the project, which may be anywhere in the work tree
 */
export async function stageConflicts(
  root: string,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  const entries = changes.flatMap((change) => entryOf(root, change));
  if (entries.length === 0) return undefined;
  const git = await gitIn(root, signal);
  const prefix = await git(["rev-parse", "--show-prefix"]);
  if (isWithoutRepository(prefix)) return undefined;
  if (prefix.failed) return prefix.stderr;
  const records: string[] = [];
  for (const { path, mode, stages } of entries) {
    const place = prefix.stdout.replace(/\n$/, "") + path;
    const staged: string[] = [];
    for (const [stage, text] of stages) {
      // With the path git converts line endings as it does on `git add`.
      const blob = await git(["hash-object", "-w", "--stdin", "--path", path], text);
      if (blob.failed) return blob.stderr;
      staged.push(`${mode} ${blob.stdout.trim()} ${stage}\t${place}`);
    }
    const nothing = "0".repeat((staged[0]?.split(" ")[1] ?? "").length);
    records.push(`0 ${nothing}\t${place}`, ...staged);
  }
  const index = await git(
    ["update-index", "-z", "--index-info"],
    records.map((record) => `${record}\0`).join(""),
  );
  return index.failed ? index.stderr : undefined;
}

function entryOf(root: string, { path, before = "", conflict }: Change): Entry[] {
  if (conflict?.isMarked !== true) return [];
  const { base, ours } = conflict;
  const isExecutable = (statSync(join(root, path)).mode & 0o100) !== 0;
  return [
    {
      path,
      mode: isExecutable ? "100755" : "100644",
      stages: [...(base === undefined ? [] : [[1, base] as const]), [2, before], [3, ours]],
    },
  ];
}
