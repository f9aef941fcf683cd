import type { Context } from "../../cli/context.ts";
import type { Message } from "../../messages/message.ts";
import type { Change } from "../../project/changes.ts";
import { gitIn } from "../../project/repository/git.ts";
import { reasonInWords } from "../../report/reasons.ts";
import { isLeftOut } from "../create/host-workspace.ts";

/** The findings about files of a project that are not on disk as they are generated, and that no change would touch. */
export interface ChangedHere {
  /** A problem for each file that is gone although a generated file imports it. */
  readonly missing: readonly Message[];
  /** One message that names the other generated files which somebody has edited, moved, deleted or hidden. */
  readonly edited: readonly Message[];
}

/**
 * Finds the files that somebody has made otherwise than they are generated: by editing, restoring an older one, moving,
 * deleting or hiding them. Nothing can tell an edit from an accident, but a file that is imported is needed.
 */
export async function changedHere(
  root: string,
  changes: readonly Change[],
  { signal }: Pick<Context, "signal">,
): Promise<ChangedHere> {
  const kept = changes.filter(({ action }) => action === "keep");
  const hidden = kept.length === 0 ? new Set() : await hiddenPaths(root, signal);
  const restore = (path: string) => ({ words: ["sync"], flags: ["--restore", path] });
  const isMissing = ({ path, reason, about }: Change) =>
    reason === "deleted-here" && about !== undefined && !hidden.has(path);
  const missing = kept.filter(isMissing).map(
    ({ path, about }): Message => ({
      code: "MISSING_FILE",
      message: `This file was deleted, but ${about} imports it.`,
      suggestion: "To restore it:",
      run: restore(path),
      path,
    }),
  );
  const edited = kept.filter(
    (change) => change.owner === "managed" && !isLeftOut(change) && !isMissing(change),
  );
  const [example] = edited;
  if (example === undefined) return { missing, edited: [] };
  const lines = edited.map((change) => {
    const { path, before, reason } = change;
    const what = hidden.has(path) ? "hidden" : before === undefined ? "missing" : "edited";
    const why = hidden.has(path)
      ? "  (git leaves it as it is: sparse checkout, or skip-worktree)"
      : reason === "moved-here"
        ? `  (${reasonInWords(change)})`
        : "";
    return `  ${what.padEnd(8)}  ${path}${why}`;
  });
  const message: Message = {
    code: "CHANGED_HERE",
    message: `These generated files were edited, moved or removed:\n${lines.join("\n")}`,
    suggestion: "To restore a file:",
    run: restore(example.path),
  };
  return { missing, edited: [message] };
}

/** The files of a project that git does not keep in the working tree, or does not look at. */
async function hiddenPaths(root: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const git = await gitIn(root, signal);
  const { stdout, failed } = await git(["ls-files", "-v", "-z", "--", "."]);
  if (failed) return new Set();
  const entries = stdout.split("\0").filter((entry) => /^[Sa-z] /.test(entry));
  return new Set(entries.map((entry) => entry.slice(2)));
}
