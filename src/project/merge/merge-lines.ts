import { LineCounter } from "yaml";
import { FIRST_MARKER } from "../../conflict-marker.ts";
import { matchLines } from "./match-lines.ts";

/** Lines of one side of a conflict. `line` counts from 1; where `lines` is empty, it is the line before which they are missing. */
export interface Side {
  readonly line: number;
  readonly lines: readonly string[];
}

/** A place that was changed on both sides, differently. */
export interface Hunk {
  /** In a JSON file: the key, as a path with dots; in failure rules: the keys that lead to what clashes. */
  readonly key?: string;
  /** The text on disk. */
  readonly yours: Side;
  /** The text that was last generated; left out where that is not known. */
  readonly base?: Side;
  /** The text that is generated now. */
  readonly ours: Side;
}

/** A merge: lines that are settled, and hunks that are not, in order. */
export type Merged = readonly (readonly string[] | Hunk)[];

/** Returns whether a part of a merge is not settled. */
export function isHunk(part: readonly string[] | Hunk): part is Hunk {
  return !Array.isArray(part);
}

/** The lines of a text with LF line endings; the final line ending is not a line. */
export function linesOf(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

/** Returns what tells the line, from 1, on which an offset of a text is. */
export function lineFinder(text: string): (offset: number) => number {
  const counter = new LineCounter();
  counter.lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => counter.linePos(offset).line;
}

/**
 * Merges three texts with LF line endings by lines, as `diff3` does. Without `base`, whatever differs is a conflict.
 * A change that both sides have made is none; and what the user has appended to the file stays at its end, whatever
 * becomes of the lines before it.
 */
export function mergeLines(yours: string, base: string | undefined, ours: string): Merged {
  const [a, b] = [linesOf(yours), linesOf(ours)];
  return base === undefined ? compare(a, b) : merge(a, linesOf(base), b);
}

function merge(yours: string[], base: string[], ours: string[]): Merged {
  const [inYours, inOurs] = [matchLines(base, yours), matchLines(base, ours)];
  const parts: (readonly string[] | Hunk)[] = [];
  let same: string[] = [];
  let [a, o, b] = [0, 0, 0];
  const settle = (lines: readonly string[] | Hunk) => {
    if (same.length > 0) parts.push(same);
    same = [];
    parts.push(lines);
  };
  for (let line = 0; line <= base.length; line++) {
    const isEnd = line === base.length;
    const nextA = isEnd ? yours.length : (inYours[line] as number);
    const nextB = isEnd ? ours.length : (inOurs[line] as number);
    if (nextA < 0 || nextB < 0) continue;
    if (nextA > a || line > o || nextB > b) {
      const [yourLines, baseLines, ourLines] = [
        yours.slice(a, nextA),
        base.slice(o, line),
        ours.slice(b, nextB),
      ];
      settle(
        mergeRegion(yourLines, baseLines, ourLines, isEnd) ?? {
          yours: side(a, yourLines),
          base: side(o, baseLines),
          ours: side(b, ourLines),
        },
      );
    }
    if (!isEnd) same.push(base[line] as string);
    [a, o, b] = [nextA + 1, line + 1, nextB + 1];
  }
  return same.length > 0 ? [...parts, same] : parts;
}

/** Merges lines none of which both sides still have; undefined where that is a conflict. */
function mergeRegion(
  yours: string[],
  base: string[],
  ours: string[],
  isAtEnd: boolean,
): string[] | undefined {
  if (isEqual(yours, ours) || isEqual(ours, base)) return yours;
  if (isEqual(yours, base)) return ours;
  const isAppended = isAtEnd && isEqual(yours.slice(0, base.length), base);
  return isAppended ? [...ours, ...yours.slice(base.length)] : undefined;
}

function compare(yours: string[], ours: string[]): Merged {
  const matches = matchLines(yours, ours);
  const parts: (readonly string[] | Hunk)[] = [];
  let [a, b] = [0, 0];
  for (let line = 0; line <= yours.length; line++) {
    const match = line === yours.length ? ours.length : (matches[line] as number);
    if (match < 0) continue;
    if (line > a || match > b) {
      parts.push({ yours: side(a, yours.slice(a, line)), ours: side(b, ours.slice(b, match)) });
    }
    parts.push(yours.slice(line, line + 1));
    [a, b] = [line + 1, match + 1];
  }
  return parts;
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
