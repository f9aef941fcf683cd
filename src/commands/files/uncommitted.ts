import type { Message } from "../../messages/message.ts";
import type { Action, Change } from "../../project/changes.ts";
import { contentHash } from "../../project/disk/hash.ts";
import type { Lock } from "../../project/lock.ts";
import { gitIn, isWithoutRepository } from "../../project/repository/git.ts";

/**
 * The answer of git about the files of a project. `note` is for the user where git says nothing.
 */
interface Uncommitted {
  /** Relative to the project. */
  readonly paths: ReadonlySet<string>;
  readonly note?: string;
}

/** Finds the files below a directory that are not as they are committed, untracked ones included; none without git. */
export async function findUncommitted(
  directory: string,
  signal: AbortSignal,
): Promise<Uncommitted> {
  const git = await gitIn(directory, signal);
  const silent = ({ stderr }: { readonly stderr: string }) => ({
    paths: new Set<string>(),
    note: `git does not report uncommitted files: ${stderr}`,
  });
  const prefix = await git(["rev-parse", "--show-prefix"]);
  if (isWithoutRepository(prefix)) return { paths: new Set() };
  if (prefix.failed) return silent(prefix);
  const status = await git(
    "--no-optional-locks status --porcelain=v1 -z --no-renames --untracked-files=all -- .".split(
      " ",
    ),
  );
  if (status.failed) return silent(status);
  const above = prefix.stdout.replace(/\n$/, "").length;
  const paths = status.stdout.split("\0").map((entry) => entry.slice("XY ".length + above));
  return { paths: new Set(paths.filter((path) => path !== "")) };
}

/** The ends of a sentence about a file that a change would not simply write over. */
const WOULD_BE: Partial<Record<Action, string>> = {
  merge: ", into which Unchain would merge its own",
  remove: " and would be deleted",
};

/**
 * The files that a change would write over although they hold edits that git does not keep.
 *
 * A file that is as Unchain last made it has no edits, committed or not, and one that is what Unchain
 * makes of the committed one has no others: two changes in a row need no commit between them.
 *
 * @param info hears where git does not answer
 */
export async function uncommittedProblems(
  root: string,
  changes: readonly Change[],
  lock: Lock,
  { signal, info }: { readonly signal: AbortSignal; readonly info: (line: string) => void },
): Promise<Message[]> {
  const edited = changes.filter(
    ({ path, before }) =>
      before !== undefined && contentHash(before) !== lock.files.get(path)?.hash,
  );
  if (edited.length === 0) return [];
  const { paths, note } = await findUncommitted(root, signal);
  if (note !== undefined) info(note);
  const uncommitted = edited.filter(({ path }) => paths.has(path));
  if (uncommitted.length === 0) return [];
  const { mergesOfCommitted } = await import("../change/merges-of-committed.ts");
  const merges = await mergesOfCommitted(root, uncommitted, lock, signal);
  return uncommitted
    .filter(({ path }) => !merges.has(path))
    .map(({ path, action }) => ({
      code: "UNCOMMITTED_CHANGES",
      message: `This file has uncommitted changes${WOULD_BE[action] ?? " and would be overwritten"}.`,
      suggestion: "Commit or stash them, or pass --allow-dirty.",
      path,
    }));
}
