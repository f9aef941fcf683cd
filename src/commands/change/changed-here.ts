import type { Context } from "../../cli/context.ts";
import type { Message } from "../../messages/message.ts";
import type { Change } from "../../project/changes.ts";
import { gitIn } from "../../project/repository/git.ts";
import { reasonInWords } from "../../report/reasons.ts";
import { isLeftOut } from "../create/host-workspace.ts";

/**
 * Names the managed files that are not what is generated, and that no change would touch because
 * somebody has made them so: by editing, restoring an older one, moving, deleting or hiding them. Nothing
 * can tell an edit from an accident. With them it names the owner's files that are gone, and that a generated file imports.
 */
export async function changedHere(
  root: string,
  changes: readonly Change[],
  { signal }: Pick<Context, "signal">,
): Promise<Message[]> {
  const kept = changes.filter((change) =>
    change.owner === "managed"
      ? change.action === "keep" && !isLeftOut(change)
      : isMissedImport(change),
  );
  if (kept.length === 0) return [];
  const hidden = await hiddenPaths(root, signal);
  const lines = kept.map((change) => {
    const { path, before, reason } = change;
    const what = hidden.has(path) ? "hidden" : before === undefined ? "missing" : "edited";
    const why = hidden.has(path)
      ? "  (git leaves it as it is: sparse checkout, or skip-worktree)"
      : reason === "moved-here" || isMissedImport(change)
        ? `  (${reasonInWords(change)})`
        : "";
    return `  ${what.padEnd(8)}  ${path}${why}`;
  });
  const [example] = kept;
  return [
    {
      code: "CHANGED_HERE",
      message: `These generated files were edited, moved or removed:\n${lines.join("\n")}`,
      suggestion: "To restore a file:",
      run: { words: ["sync"], flags: ["--restore", example?.path ?? ""] },
    },
  ];
}

/** Tells whether a generated file imports one that is gone. */
const isMissedImport = ({ reason, about }: Change): boolean =>
  reason === "deleted-here" && about !== undefined;

/** The files of a project that git does not keep in the working tree, or does not look at. */
async function hiddenPaths(root: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const git = await gitIn(root, signal);
  const { stdout, failed } = await git(["ls-files", "-v", "-z", "--", "."]);
  if (failed) return new Set();
  const entries = stdout.split("\0").filter((entry) => /^[Sa-z] /.test(entry));
  return new Set(entries.map((entry) => entry.slice(2)));
}
