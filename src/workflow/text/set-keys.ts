import { isMap, isScalar, type Pair, type ParsedNode, type Scalar } from "yaml";
import type { TransportName, Workflow } from "../workflow.ts";
import { readText } from "./workflow-text.ts";
import { scalar } from "./yaml-lines.ts";

/** The keys that have one word, in the order in which they are written. */
const WORDS = ["name", "description", "transport", "infrastructure", "as"] as const;

type SettableKey = Exclude<(typeof WORDS)[number], "name" | "description">;

/**
 * Returns the text of a valid workflow with a key set, all else as it was: comments, formatting, line endings. A new
 * key goes behind the nearest of those that are written before it.
 *
 * @throws {TypeError} where the text is not a mapping with a name
 */
export function setKey<Key extends SettableKey>(
  text: string,
  key: Key,
  value: NonNullable<Workflow[Key]>,
): string {
  const { start, content, root, pairOf } = topLevel(text);
  const present = pairOf(key)?.value;
  if (present) return replaced(text, start, present, value);
  const before = WORDS.slice(0, WORDS.indexOf(key)).findLast((word) => pairOf(word)?.value);
  const pair = before && pairOf(before);
  if (!pair) throw new TypeError("Not a workflow");
  const { at, insertion } = root.flow
    ? inFlow(content, pair, key, value)
    : inBlock(content, pair, key, value);
  return text.slice(0, start + at) + insertion + text.slice(start + at);
}

/** Returns the text of a valid workflow with its transport set. */
export const setTransport = (text: string, transport: TransportName): string =>
  setKey(text, "transport", transport);

/** Tells whether the text of a valid workflow has a key. */
export const hasKey = (text: string, key: SettableKey): boolean =>
  topLevel(text).pairOf(key)?.value !== undefined;

/**
 * Returns the text of a valid workflow under another name, all else as it was.
 *
 * @throws {TypeError} where the text is not a mapping with a name
 */
export function setName(text: string, name: string): string {
  const { start, pairOf } = topLevel(text);
  const present = pairOf("name")?.value;
  if (!present) throw new TypeError("Not a workflow");
  return replaced(text, start, present, scalar(name));
}

function topLevel(text: string) {
  const { mark, body, document } = readText(text);
  const root = document.contents;
  if (!isMap<ParsedNode, ParsedNode | null>(root)) throw new TypeError("Not a workflow");
  const pairOf = (key: string) =>
    root.items.find(({ key: node }) => isScalar(node) && node.value === key);
  return { start: mark.length, content: body, root, pairOf };
}

/** Puts a value in the place of another, between the quotes that this has. */
function replaced(text: string, start: number, { range }: ParsedNode, value: string): string {
  const [from, to] = [start + range[0], start + range[1]];
  const quote = /^["']/.exec(text.slice(from))?.[0];
  const quoted = quote && !value.startsWith('"') ? quote + value + quote : value;
  return text.slice(0, from) + quoted + text.slice(to);
}

type Entry = Pair<ParsedNode, ParsedNode | null>;

interface Insertion {
  readonly at: number;
  readonly insertion: string;
}

function inFlow(text: string, before: Entry, name: string, word: string): Insertion {
  const { key, value } = before;
  const isQuoted = (key as Scalar).type === "QUOTE_DOUBLE";
  const gap = /\r?\n[ \t]*$/.exec(text.slice(0, key.range[0]))?.[0] ?? " ";
  const added = isQuoted ? `"${name}": "${word}"` : `${name}: ${word}`;
  return { at: value?.range[1] ?? key.range[1], insertion: `,${gap}${added}` };
}

function inBlock(text: string, before: Entry, name: string, word: string): Insertion {
  const { key, value } = before;
  const indent = /[^\n]*$/.exec(text.slice(0, key.range[0]))?.[0].replace(/\S.*/, "") ?? "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const line = `${indent}${name}: ${word}`;
  const end = value?.range[1] ?? key.range[1];
  const lineEnd = text[end - 1] === "\n" ? end : text.indexOf("\n", end) + 1;
  return lineEnd === 0
    ? { at: text.length, insertion: newline + line }
    : { at: lineEnd, insertion: line + newline };
}
