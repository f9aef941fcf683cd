import type { Message } from "../messages/message.ts";
import type { Change } from "../project/changes.ts";
import type { Hunk, Side } from "../project/merge/merge-lines.ts";
import { WORKFLOW_PATH } from "../project/workflow-path.ts";
import { sentence } from "../workflow/findings/finding.ts";
import { reasonInWords } from "./reasons.ts";

/** The conflicts among the changes, for people and for `--json`: one problem for each place in a file. */
export function conflictProblems(changes: readonly Change[]): Message[] {
  return changes.filter(({ action }) => action === "conflict").flatMap(problemsOf);
}

function problemsOf(change: Change): Message[] {
  const { path, conflict, unresolvedLine: line } = change;
  const reason = reasonInWords(change) ?? "conflict";
  const problem = { code: "CONFLICT", message: `${sentence(reason)}.`, path };
  if (line !== undefined) {
    const suggestion =
      "Resolve the conflict between the <<<<<<< and >>>>>>> markers, then run the command again.";
    return [{ ...problem, suggestion, line }];
  }
  if (conflict === undefined) {
    const suggestion =
      path === WORKFLOW_PATH
        ? "To create the project that it describes, pass it with --workflow; otherwise move it away."
        : "Move the file away, or change it to what --diff shows.";
    return [{ ...problem, suggestion }];
  }
  const suggestion = conflict.isMarked
    ? "Resolve the conflict between the <<<<<<< and >>>>>>> markers in your editor."
    : "Pass --conflict markers to write conflict markers into the file, and resolve them in your editor.";
  return conflict.hunks.map((hunk, index) => ({
    code: "CONFLICT",
    message: describe(reason, hunk),
    suggestion,
    path,
    ...(conflict.lines[index] !== undefined && { line: conflict.lines[index] }),
  }));
}

function describe(reason: string, { key, yours, base, ours }: Hunk): string {
  return [
    key === undefined ? `${sentence(reason)}.` : `${key}: ${reason}.`,
    `  here:           ${excerpt(yours)}`,
    `  Unchain:        ${excerpt(ours)}`,
    ...(base === undefined ? [] : [`  last generated: ${excerpt(base)}`]),
  ].join("\n");
}

/** The first line that says something, and how many more there are. */
function excerpt({ lines }: Side): string {
  const first = lines.find((line) => line.trim() !== "");
  if (first === undefined) return lines.length === 0 ? "nothing" : "an empty line";
  const more = lines.length - 1;
  return `${first.trim()}${more === 0 ? "" : `  (and ${more} more line${more === 1 ? "" : "s"})`}`;
}
