import type { Change } from "../project/changes.ts";
import { normalise } from "../project/merge/line-endings.ts";
import { painter, type Style } from "./colour.ts";
import { withoutControls } from "./printable.ts";

/** The changes at `path`: that file, or all below that directory. All changes without a path. */
export function changesAt<At extends Pick<Change, "path">>(
  changes: readonly At[],
  wanted: string | undefined,
): At[] {
  return changes.filter(({ path }) => wanted === undefined || isAt(path, wanted));
}

/** Tells whether a path of a project is the one that is wanted, or in that folder; `.` is the project. */
export function isAt(path: string, wanted: string): boolean {
  const plain = wanted.replaceAll("\\", "/").replace(/^(?:\.\/)+|\/+$/g, "");
  return plain === "" || plain === "." || path === plain || path.startsWith(`${plain}/`);
}

/**
 * Renders the changes as a unified diff that `git apply` and `patch -p1` understand. A conflict is shown as the change
 * that it stands in the way of. Line endings are shown as LF.
 */
export async function renderDiff(
  changes: readonly Change[],
  options: { readonly colour: boolean },
): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  const diffs = changes.filter(showsDifference).map(({ path, action, before, content }) => {
    const isNew = before === undefined;
    return createTwoFilesPatch(
      isNew ? "/dev/null" : `a/${path}`,
      action === "remove" ? "/dev/null" : `b/${path}`,
      normalise(before ?? ""),
      normalise(content ?? ""),
      undefined,
      undefined,
      { context: 3, headerOptions: FILE_HEADERS_ONLY },
    );
  });
  return diffs.map((diff) => paintDiff(withoutControls(diff), options.colour)).join("");
}

function showsDifference({ action, content }: Change): boolean {
  return action === "remove" || (content !== undefined && action !== "identical");
}

function paintDiff(diff: string, colour: boolean): string {
  if (!colour) return diff;
  const paint = painter(colour);
  return diff
    .split("\n")
    .map((line, index) => {
      const style = index < 2 ? "bold" : styleOf(line);
      return style === undefined || line === "" ? line : paint(style, line);
    })
    .join("\n");
}

function styleOf(line: string): Style | undefined {
  if (line.startsWith("@@")) return "cyan";
  if (line.startsWith("+")) return "green";
  if (line.startsWith("-")) return "red";
  return undefined;
}
