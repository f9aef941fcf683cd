import { isMap, type ParsedNode } from "yaml";
import type { TransportName, Workflow } from "../workflow.ts";
import { changeEntries } from "./edit/edit-entries.ts";
import { spliced } from "./splice.ts";
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
export const setKey = <Key extends SettableKey>(
  text: string,
  key: Key,
  value: NonNullable<Workflow[Key]>,
): string => put(text, key, value);

/** Returns the text of a valid workflow with its transport set. */
export const setTransport = (text: string, transport: TransportName): string =>
  setKey(text, "transport", transport);

/** Tells whether the text of a valid workflow has a key. */
export const hasKey = (text: string, key: SettableKey): boolean => topLevel(text).map.has(key);

/**
 * Returns the text of a valid workflow under another name, all else as it was.
 *
 * @throws {TypeError} where the text is not a mapping with a name
 */
export const setName = (text: string, name: string): string => put(text, "name", name);

function put(text: string, key: (typeof WORDS)[number], value: string): string {
  const { mark, body, map } = topLevel(text);
  const entry = { key, value, lines: [`${key}: ${scalar(value)}`] };
  return mark + spliced(body, changeEntries(body, map, { put: [entry], drop: [], order: WORDS }));
}

function topLevel(text: string) {
  const { mark, body, document } = readText(text);
  const map = document.contents;
  if (!isMap<ParsedNode, ParsedNode | null>(map) || !map.has("name")) {
    throw new TypeError("Not a workflow");
  }
  return { mark, body, map };
}
