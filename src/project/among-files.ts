import type { Change } from "./changes.ts";
import type { Disk } from "./disk/disk.ts";
import { inTheStyleOf } from "./merge/line-endings.ts";
import { WORKFLOW_PATH } from "./workflow-path.ts";

const README = "README.md";

/** The name under which the README of a directory is kept once a project's own is in its place. */
export const OLD_README = "README.old.md";

/**
 * Returns the changes of a new project in a directory that holds files: what can be together with them is no conflict.
 * What an editor has been told stays, `.gitignore` gets the lines that it lacks, and a README is kept beside the
 * project's own, which its other files speak of. What is not wholly the project's is the user's from then on.
 *
 * @param isSource the directory's `workflow.yaml` is what the project is made from
 */
export function amongFiles(
  changes: readonly Change[],
  disk: Disk,
  { isSource }: { readonly isSource: boolean },
): Change[] {
  return changes.flatMap((change): Change[] => {
    const { path, action, before, content = "" } = change;
    if (action !== "conflict") return [change];
    const update = (text: string): Change => ({ ...change, action: "update", content: text });
    if (path.startsWith(".vscode/") || path === ".editorconfig") return [kept(change)];
    if (before === undefined) return [change];
    if (path === WORKFLOW_PATH && isSource) return [update(inTheStyleOf(before, content))];
    if (path === ".gitignore") {
      const merged = withLinesOf(before, content);
      return [merged === before ? kept(change) : { ...update(merged), owner: "yours" }];
    }
    if (path !== README || disk.has(OLD_README)) return [change];
    const old: Change = { path: OLD_README, action: "create", owner: "yours", content: before };
    return [update(content), old];
  });
}

const kept = ({ path }: Change): Change => ({
  path,
  action: "keep",
  owner: "yours",
  reason: "yours",
});

/** A `.gitignore` with those lines of another one that it does not have in whatever form. */
function withLinesOf(text: string, other: string): string {
  const meant = (line: string) => line.trim().replace(/^\/|\/$/g, "");
  const known = new Set(text.split("\n").map(meant));
  const missing = other.split("\n").filter((line) => line !== "" && !known.has(meant(line)));
  if (missing.length === 0) return text;
  const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  return inTheStyleOf(text, `${start}${missing.join("\n")}\n`);
}
