import { isDeepStrictEqual } from "node:util";
import { findNodeAtLocation, type JSONPath, type Node, parseTree } from "jsonc-parser";
import { isMapping } from "../../mapping.ts";
import { valueAt } from "../../workflow/findings/finding.ts";
import { editJson, type JsonEdit } from "./edit-json.ts";
import {
  type Hunk,
  isHunk,
  lineFinder,
  linesOf,
  type Merged,
  mergeLines,
  type Side,
} from "./merge-lines.ts";

/** Decides about a key that the user has deleted and Unchain has changed. */
export type WhenDeleted = "keep-deleted" | "conflict";

interface Clash {
  readonly path: JSONPath;
  readonly base: unknown;
  readonly ours: unknown;
}

/** A merge, its hunks, and for each the line of `yours`, as the merge has it, on which it is. */
export interface LocatedMerge {
  readonly merged: Merged;
  readonly hunks: readonly Hunk[];
  readonly places: readonly number[];
}

interface Decisions {
  readonly edits: JsonEdit[];
  readonly clashes: Clash[];
}

/**
 * Merges JSON documents (LF line endings) by keys: the text of `yours` in which only the values are replaced that
 * Unchain has changed, so that its order, its own keys and its formatting stay. Arrays are compared as a whole, unless
 * all three have the same length. `undefined` where one of the texts is not a JSON object, or has comments, which
 * belong to lines and not to keys.
 *
 * The hunks name their keys; `merged` has the same conflicts as lines, and `places` says at which line of its own
 * `yours` each is. Where the lines of different arrays can be merged, and are JSON still, that is no conflict.
 */
export function mergeJson(
  yours: string,
  base: string,
  ours: string,
  whenDeleted: WhenDeleted,
): LocatedMerge | undefined {
  const texts = [hideEscapes(yours), hideEscapes(base), hideEscapes(ours)] as const;
  const values = texts.map(readObject);
  const [yoursValue, baseValue, oursValue] = values;
  if (values.includes(undefined) || oursValue === undefined) return undefined;
  const decisions: Decisions = { edits: [], clashes: [] };
  decide([], yoursValue, baseValue, oursValue, whenDeleted, decisions);
  const { edits, clashes } = decisions;

  const settled = editJson(texts[0], edits, oursValue);
  if (clashes.length === 0) {
    return { merged: [linesOf(showEscapes(settled))], hunks: [], places: [] };
  }
  // Three texts that differ in what clashes only.
  const clashing = (side: "base" | "ours") =>
    editJson(
      settled,
      clashes.map((clash) => ({ path: clash.path, value: clash[side] })),
      oursValue,
    );
  const [a, o, b] = [settled, clashing("base"), clashing("ours")].map(showEscapes) as [
    string,
    string,
    string,
  ];
  const merged = mergeLines(a, o, b);
  const isSettled = !merged.some(isHunk);
  const isJson = isSettled && readObject(hideEscapes(merged.flat().join("\n"))) !== undefined;
  if (isJson) return { merged, hunks: [], places: [] };
  const sides = texts.map(located) as [Located, Located, Located];
  const place = located(settled);
  return {
    merged: isSettled ? mergeLines(a, undefined, b) : merged,
    hunks: clashes.map(({ path }) => hunkAt(path, sides)),
    places: clashes.map(({ path }) => sideAt(path, place).line),
  };
}

/** In a state machine's comments `$` is escaped, which is not to be undone by writing the value anew. */
const hideEscapes = (text: string): string => text.replaceAll("\\u0024{", "\\u0000{");
const showEscapes = (text: string): string => text.replaceAll("\\u0000{", "\\u0024{");

function readObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function decide(
  path: JSONPath,
  yours: unknown,
  base: unknown,
  ours: unknown,
  whenDeleted: WhenDeleted,
  into: Decisions,
): void {
  if (isDeepStrictEqual(ours, base) || isDeepStrictEqual(ours, yours)) return;
  const parts = partsOf(yours, base, ours);
  if (parts !== undefined) {
    for (const part of parts) {
      const [a, o, b] = [yours, base, ours].map((value) => valueAt(value, [part]));
      decide([...path, part], a, o, b, whenDeleted, into);
    }
  } else if (isDeepStrictEqual(yours, base)) {
    into.edits.push({ path, value: ours });
  } else if (yours !== undefined || whenDeleted === "conflict") {
    into.clashes.push({ path, base, ours });
  }
}

/** The keys or indexes by which the values can be merged one by one. */
function partsOf(yours: unknown, base: unknown, ours: unknown): (string | number)[] | undefined {
  if (isMapping(yours) && isMapping(ours) && (base === undefined || isMapping(base))) {
    return [...new Set([...Object.keys(ours), ...Object.keys(base ?? {})])];
  }
  const arrays = [yours, base, ours];
  if (!arrays.every(Array.isArray)) return undefined;
  const [length, ...lengths] = arrays.map((array) => array.length);
  return lengths.every((other) => other === length) ? [...Array(length).keys()] : undefined;
}

/** A document whose places are looked for. */
interface Located {
  readonly root: Node;
  readonly lines: readonly string[];
  readonly lineAt: (offset: number) => number;
}

function located(hidden: string): Located {
  return {
    root: parseTree(hidden) as Node,
    lines: linesOf(showEscapes(hidden)),
    lineAt: lineFinder(hidden),
  };
}

function hunkAt(path: JSONPath, [yours, base, ours]: readonly [Located, Located, Located]): Hunk {
  return {
    key: path.join("."),
    yours: sideAt(path, yours),
    base: sideAt(path, base),
    ours: sideAt(path, ours),
  };
}

function sideAt(path: JSONPath, document: Located): Side {
  const { root, lines, lineAt } = document;
  const node = findNodeAtLocation(root, path);
  if (node === undefined) {
    const above = path.length === 0 ? root : findNodeAtLocation(root, path.slice(0, -1));
    if (above !== undefined) return { line: lineAt(above.offset), lines: [] };
    return sideAt(path.slice(0, -1), document);
  }
  const { offset, length } = node.parent?.type === "property" ? node.parent : node;
  const [first, last] = [lineAt(offset), lineAt(offset + length)];
  return { line: first, lines: lines.slice(first - 1, last) };
}
