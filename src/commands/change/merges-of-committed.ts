import { version } from "../../cli/version.ts";
import type { Change } from "../../project/changes.ts";
import { checkpoint } from "../../project/context.ts";
import type { Disk, DiskEntry } from "../../project/disk/disk.ts";
import { type Lock, readLock } from "../../project/lock.ts";
import { LOCK_PATH } from "../../project/lock-path.ts";
import { normalise } from "../../project/merge/line-endings.ts";
import { reconcile } from "../../project/reconcile.ts";
import { gitIn } from "../../project/repository/git.ts";
import { baseTree } from "./base-tree.ts";

/**
 * Returns the paths of files that are what Unchain has made of the committed ones since: the change
 * that led from the commit to the project as it is makes the same of them once more. All that
 * somebody has written in them is in the commit.
 *
 * @param files their texts as they are on disk
 */
export async function mergesOfCommitted(
  root: string,
  files: readonly Pick<Change, "path" | "before">[],
  lock: Lock,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const none = new Set<string>();
  const committed = await committedTexts(
    root,
    [LOCK_PATH, ...files.map(({ path }) => path)],
    signal,
  );
  const lockText = committed.get(LOCK_PATH);
  const last = lockText === undefined ? undefined : readLock(lockText);
  if (last === undefined || Array.isArray(last)) return none;
  if (last.generator !== version || lock.generator !== version) return none;
  const base = await baseTree(last, signal);
  await checkpoint({ signal });
  const tree = await baseTree(lock, signal);
  if (base === undefined || tree === undefined) return none;
  const disk: Disk = new Map(
    [...committed].map(([path, text]): [string, DiskEntry] => [path, { kind: "file", text }]),
  );
  const made = await reconcile({ tree, disk, lock: last, base: () => base, signal });
  const contents = new Map(made.map(({ path, before, content = before }) => [path, content]));
  const merges = files.filter(({ path, before = "" }) => {
    const content = contents.get(path);
    return content !== undefined && normalise(content) === normalise(before);
  });
  return new Set(merges.map(({ path }) => path));
}

/** The texts of files as they are in the last commit; of those that are in it. */
async function committedTexts(
  root: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const git = await gitIn(root, signal);
  const texts = await Promise.all(
    paths.map(async (path): Promise<[string, string][]> => {
      const { failed, stdout } = await git(["show", `HEAD:./${path}`]);
      return failed ? [] : [[path, stdout]];
    }),
  );
  return new Map(texts.flat());
}
