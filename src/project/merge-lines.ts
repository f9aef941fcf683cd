import { diff3MergeRegions, diffIndices } from "node-diff3";
import { FIRST_MARKER } from "../conflict-marker.ts";

/** Lines of one side of a conflict. `line` counts from 1; where `lines` is empty, it is the line before which they are missing. */
export interface Side {
  readonly line: number;
  readonly lines: readonly string[];
}

/** A place that was changed on both sides, differently. */
export interface Hunk {
  /** In a JSON file: the key, as a path with dots; in failure rules: the keys that lead to what clashes. */
  readonly key?: string;
  /** What is on disk. */
  readonly yours: Side;
  /** What was last generated; left out where that is not known. */
  readonly base?: Side;
  /** What is generated now. */
  readonly ours: Side;
}

/** A merge: lines that are settled, and hunks that are not, in order. */
export type Merged = readonly (readonly string[] | Hunk)[];

/** Whether a part of a merge is not settled. */
export function isHunk(part: readonly string[] | Hunk): part is Hunk {
  return !Array.isArray(part);
}

/** The lines of a text with LF line endings; the final line ending is not a line. */
export function linesOf(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

/** What a line comes to; lines of which that is the same are laid out differently only. */
export type Layout = (line: string) => string;

/**
 * Merges three texts with LF line endings by lines, as `diff3` does. Without `base`, whatever differs is a conflict.
 * A change that both sides have made is none, nor is one of the user's to the layout only; and what the user has
 * appended to the file stays at its end, whatever becomes of the lines before it.
 */
export function mergeLines(
  yours: string,
  base: string | undefined,
  ours: string,
  layout: Layout = (line) => line,
): Merged {
  const [a, b] = [linesOf(yours), linesOf(ours)];
  return base === undefined ? compare(a, b) : merge(a, linesOf(base), b, layout);
}

function merge(yours: string[], base: string[], ours: string[], layout: Layout): Merged {
  return diff3MergeRegions(yours, base, ours).map((region) => {
    if (region.stable) return region.bufferContent;
    const { aStart, aContent, oStart, oContent, bStart, bContent } = region;
    if (isEqual(aContent, bContent)) return aContent;
    if (isEqual(aContent.map(layout), oContent.map(layout))) return bContent;
    const isAtEnd = oStart + oContent.length === base.length;
    if (isAtEnd && isEqual(aContent.slice(0, oContent.length), oContent)) {
      return [...bContent, ...aContent.slice(oContent.length)];
    }
    return {
      yours: side(aStart, aContent),
      base: side(oStart, oContent),
      ours: side(bStart, bContent),
    };
  });
}

function compare(yours: string[], ours: string[]): Merged {
  const parts: (readonly string[] | Hunk)[] = [];
  let settled = 0;
  for (const { buffer1, buffer1Content, buffer2, buffer2Content } of diffIndices(yours, ours)) {
    parts.push(yours.slice(settled, buffer1[0]));
    parts.push({ yours: side(buffer1[0], buffer1Content), ours: side(buffer2[0], buffer2Content) });
    settled = buffer1[0] + buffer1[1];
  }
  return [...parts, yours.slice(settled)];
}

const side = (start: number, lines: readonly string[]): Side => ({ line: start + 1, lines });

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

/**
 * The text of a merge; conflicts stand in it between the markers that git writes with `merge.conflictStyle=diff3`.
 *
 * @param generator stands behind the last marker, e.g. `unchain 1.2.0`
 */
export function mergedText(merged: Merged, generator: string): string {
  const lines = merged.flatMap((part) => (isHunk(part) ? marked(part, generator) : part));
  return lines.map((line) => `${line}\n`).join("");
}

function marked({ yours, base, ours }: Hunk, generator: string): string[] {
  return [
    FIRST_MARKER,
    ...yours.lines,
    ...(base === undefined ? [] : ["||||||| base", ...base.lines]),
    "=======",
    ...ours.lines,
    `>>>>>>> ${generator}`,
  ];
}

/** The line, from 1, on which the markers begin in the text of a merge: those at a line of yours, or the next. */
export function markerLine(merged: Merged, line: number): number | undefined {
  let written = 1;
  for (const part of merged) {
    if (!isHunk(part)) {
      written += part.length;
      continue;
    }
    const { yours } = part;
    if (line < yours.line + Math.max(1, yours.lines.length)) return written;
    written += marked(part, "").length;
  }
  return undefined;
}
