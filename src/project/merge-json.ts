import { isDeepStrictEqual } from "node:util";
import {
  applyEdits,
  findNodeAtLocation,
  type JSONPath,
  modify,
  parse,
  parseTree,
} from "jsonc-parser";
import { type Hunk, isHunk, linesOf, type Merged, mergeLines, type Side } from "./merge-lines.ts";

/** What a JSON merge does with a key that the user has deleted and Unchain has changed. */
export type WhenDeleted = "keep-deleted" | "conflict";

/** A place in the document, and what shall be there; `undefined`: nothing. */
interface Edit {
  readonly path: JSONPath;
  readonly value: unknown;
}

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
  readonly edits: Edit[];
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

  const settled = applyAll(texts[0], edits, oursValue);
  // Three texts that differ in what clashes only.
  const clashing = (side: "base" | "ours") =>
    applyAll(
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
  return {
    merged: isSettled ? mergeLines(a, undefined, b) : merged,
    hunks: clashes.map(({ path }) => hunkAt(path, texts)),
    places: clashes.map(({ path }) => sideAt(path, settled).line),
  };
}

/** In a state machine's comments `$` is escaped, which is not to be undone by writing the value anew. */
const hideEscapes = (text: string): string => text.replaceAll("\\u0024{", "\\u0000{");
const showEscapes = (text: string): string => text.replaceAll("\\u0000{", "\\u0024{");

function readObject(text: string): object | undefined {
  const errors: unknown[] = [];
  const value: unknown = parse(text, errors as [], { disallowComments: true });
  return errors.length === 0 && isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
      const [a, o, b] = [yours, base, ours].map((value) => valueAt(value, part));
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
  if (isObject(yours) && isObject(ours) && (base === undefined || isObject(base))) {
    return [...new Set([...Object.keys(ours), ...Object.keys(base ?? {})])];
  }
  const arrays = [yours, base, ours];
  if (!arrays.every(Array.isArray)) return undefined;
  const [length, ...lengths] = arrays.map((array) => array.length);
  return lengths.every((other) => other === length) ? [...Array(length).keys()] : undefined;
}

function valueAt(value: unknown, part: string | number): unknown {
  return isObject(value) || Array.isArray(value)
    ? Object.hasOwn(value, part)
      ? (value as Record<string | number, unknown>)[part]
      : undefined
    : undefined;
}

function applyAll(text: string, edits: readonly Edit[], order: object): string {
  return edits.reduce((done, edit) => apply(done, edit, order), text);
}

/** A new key comes behind the one that it follows in `order`. */
function apply(text: string, { path, value }: Edit, order: object): string {
  if (value === undefined && findNodeAtLocation(parseTree(text) as never, path) === undefined) {
    return text;
  }
  const siblings = Object.keys(
    path.slice(0, -1).reduce<unknown>((at, part) => valueAt(at, part), order) ?? {},
  );
  const before = siblings.slice(0, Math.max(0, siblings.indexOf(String(path.at(-1))))).reverse();
  const edits = modify(text, path, value, {
    formattingOptions: { ...indentationOf(text), eol: "\n" },
    getInsertionIndex: (present) => {
      const previous = before.find((key) => present.includes(key));
      return previous === undefined ? 0 : present.indexOf(previous) + 1;
    },
  });
  return applyEdits(text, edits);
}

function indentationOf(text: string): { tabSize: number; insertSpaces: boolean } {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  return { tabSize: indent.length, insertSpaces: !indent.includes("\t") };
}

function hunkAt(path: JSONPath, [yours, base, ours]: readonly [string, string, string]): Hunk {
  return {
    key: path.join("."),
    yours: sideAt(path, yours),
    base: sideAt(path, base),
    ours: sideAt(path, ours),
  };
}

function sideAt(path: JSONPath, hidden: string): Side {
  const root = parseTree(hidden) as NonNullable<ReturnType<typeof parseTree>>;
  const node = findNodeAtLocation(root, path);
  if (node === undefined) {
    const above = path.length === 0 ? root : findNodeAtLocation(root, path.slice(0, -1));
    if (above !== undefined) return { line: lineAt(hidden, above.offset), lines: [] };
    return sideAt(path.slice(0, -1), hidden);
  }
  const { offset, length } = node.parent?.type === "property" ? node.parent : node;
  const [first, last] = [lineAt(hidden, offset), lineAt(hidden, offset + length)];
  return { line: first, lines: linesOf(showEscapes(hidden)).slice(first - 1, last) };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
