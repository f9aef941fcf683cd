import { isNode, isScalar, type Pair, type ParsedNode, type YAMLMap } from "yaml";
import { lineStart, newlineAt } from "../lines.ts";
import { nextLine, withComments } from "./block-steps.ts";
import { inFlow } from "./flow-steps.ts";
import { NotEditable } from "./not-editable.ts";

/** A mapping, parsed with the places of its entries. */
export type Mapping = YAMLMap<ParsedNode, ParsedNode | null>;

type MappingEntry = Pair<ParsedNode, ParsedNode | null>;

/** A key with its value: as data, and as lines in block style. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly lines: readonly string[];
}

const keyOf = ({ key }: MappingEntry): unknown => (isScalar(key) ? key.value : undefined);

const startOf = ({ key }: MappingEntry): number => key.range[0];

const endOf = ({ key, value }: MappingEntry): number => (value ?? key).range[1];

/**
 * Returns the text with an entry put into a mapping, in the place of the one with the same key or
 * behind the last of those that come before it.
 *
 * @param order the keys in the order in which they are written
 * @throws {NotEditable}
 */
export function putEntry(
  text: string,
  map: Mapping,
  entry: Entry,
  order: readonly string[],
): string {
  const present = map.items.find((item) => keyOf(item) === entry.key);
  const write = map.flow ? flow : block;
  if (present) return write.replace(text, present, entry);
  const earlier = order.slice(0, order.indexOf(entry.key));
  const before = map.items.findLast((item) => earlier.includes(String(keyOf(item))));
  const [first] = map.items;
  if (first === undefined) throw new NotEditable("There is an empty mapping");
  return before ? write.behind(text, before, entry) : write.ahead(text, first, entry);
}

/**
 * Returns the text without an entry of a mapping that has others.
 *
 * @throws {NotEditable}
 */
export function dropEntry(text: string, map: Mapping, key: string): string {
  const index = map.items.findIndex((item) => keyOf(item) === key);
  const [item, before, after] = [index, index - 1, index + 1].map((at) => map.items[at]);
  if (item === undefined) throw new NotEditable(`${key} is not written out there`);
  if (before === undefined) {
    if (after === undefined) throw new NotEditable(`${key} is the only key there`);
    return text.slice(0, startOf(item)) + text.slice(startOf(after));
  }
  if (map.flow) return text.slice(0, endOf(before)) + text.slice(endOf(item));
  const end = blockEnd(text, item);
  const kept = text.slice(0, lineStart(text, startOf(item)));
  const isLastLine = end === text.length && !text.endsWith("\n");
  return isLastLine ? kept.replace(/\r?\n$/, "") : kept + text.slice(end);
}

/** Behind the last line of an entry in block style, comments that are indented deeper included. */
function blockEnd(text: string, item: MappingEntry): number {
  const end = endOf(item);
  const lastLine = text[end - 1] === "\n" ? end : nextLine(text, end);
  return withComments(text, lastLine, columnOf(text, item));
}

const columnOf = (text: string, item: MappingEntry): number =>
  startOf(item) - lineStart(text, startOf(item));

/** The lines as they stand beside another entry, whose indentation the first one does without. */
function beside(text: string, item: MappingEntry, lines: readonly string[]): string {
  const indent = " ".repeat(columnOf(text, item));
  return lines.join(`${newlineAt(text, startOf(item))}${indent}`);
}

const block = {
  replace(text: string, item: MappingEntry, { lines }: Entry): string {
    const { value } = item;
    const start = startOf(item);
    const [line = "", ...more] = lines;
    const isOnKeyLine = value && !text.slice(start, value.range[0]).includes("\n");
    if (isOnKeyLine && more.length === 0) {
      const [from, to] = value.range;
      const isWholeLine = text[to - 1] === "\n" && !isFlow(value);
      const written = line.slice(line.indexOf(": ") + 2);
      return `${text.slice(0, from)}${written}${isWholeLine ? newlineAt(text, start) : ""}${text.slice(to)}`;
    }
    const end = blockEnd(text, item);
    const newline = text[end - 1] === "\n" ? newlineAt(text, start) : "";
    return text.slice(0, start) + beside(text, item, lines) + newline + text.slice(end);
  },
  behind(text: string, item: MappingEntry, { lines }: Entry): string {
    const end = blockEnd(text, item);
    const newline = newlineAt(text, startOf(item));
    const written = " ".repeat(columnOf(text, item)) + beside(text, item, lines);
    return text[end - 1] === "\n"
      ? text.slice(0, end) + written + newline + text.slice(end)
      : text.slice(0, end) + newline + written + text.slice(end);
  },
  ahead(text: string, item: MappingEntry, { lines }: Entry): string {
    const start = startOf(item);
    const indent = newlineAt(text, start) + " ".repeat(columnOf(text, item));
    return text.slice(0, start) + beside(text, item, lines) + indent + text.slice(start);
  },
};

const isFlow = (node: unknown): boolean => isNode(node) && "flow" in node && node.flow === true;

const flow = {
  replace(text: string, item: MappingEntry, { value }: Entry): string {
    const [from, to] = item.value?.range ?? [endOf(item), endOf(item)];
    return text.slice(0, from) + flowValue(text, item, value) + text.slice(to);
  },
  behind(text: string, item: MappingEntry, entry: Entry): string {
    const end = endOf(item);
    return `${text.slice(0, end)},${flowGap(text, item)}${flowEntry(text, item, entry)}${text.slice(end)}`;
  },
  ahead(text: string, item: MappingEntry, entry: Entry): string {
    const start = startOf(item);
    return `${text.slice(0, start)}${flowEntry(text, item, entry)},${flowGap(text, item)}${text.slice(start)}`;
  },
};

const isJson = (text: string, item: MappingEntry): boolean => text[startOf(item)] === '"';

const flowGap = (text: string, item: MappingEntry): string =>
  /\r?\n[ \t]*$/.exec(text.slice(0, startOf(item)))?.[0] ?? " ";

const flowValue = (text: string, item: MappingEntry, value: unknown): string =>
  inFlow(value, isJson(text, item), isJson(text, item) ? "" : " ");

const flowEntry = (text: string, item: MappingEntry, { key, value }: Entry): string =>
  `${isJson(text, item) ? JSON.stringify(key) : key}: ${flowValue(text, item, value)}`;
