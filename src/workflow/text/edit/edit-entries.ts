import { isNode, isScalar, type Pair, type ParsedNode, type YAMLMap } from "yaml";
import { lineStart, newlineAt } from "../lines.ts";
import { insertion, type Splice } from "../splice.ts";
import { nextLine, withComments } from "./block-steps.ts";
import { inFlow } from "./flow-steps.ts";
import { NotEditable } from "./not-editable.ts";

/** A mapping, parsed with the places of its entries. */
type Mapping = YAMLMap<ParsedNode, ParsedNode | null>;

type MappingEntry = Pair<ParsedNode, ParsedNode | null>;

/** A key with its value: as data, and as lines in block style. */
interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly lines: readonly string[];
}

const keyOf = ({ key }: MappingEntry): unknown => (isScalar(key) ? key.value : undefined);

const startOf = ({ key }: MappingEntry): number => key.range[0];

const endOf = ({ key, value }: MappingEntry): number => (value ?? key).range[1];

/** The changes of one mapping. */
export interface EntryChanges {
  readonly put: readonly Entry[];
  /** Keys. */
  readonly drop: readonly string[];
  /** The keys in the order in which they are written. */
  readonly order: readonly string[];
}

/**
 * Returns the splices that change entries of a mapping: each is put in the place of the one with the same key, or
 * behind the last of those that come before it and stay.
 *
 * @throws {NotEditable}
 */
export function changeEntries(text: string, map: Mapping, changes: EntryChanges): Splice[] {
  const { put, drop, order } = changes;
  const isKept = (item: MappingEntry) => !drop.includes(String(keyOf(item)));
  const first = map.items.find(isKept);
  if (first === undefined) throw new NotEditable("No key would stay there");
  const write = map.flow ? flow : block;
  const putIn = (entry: Entry) => {
    const present = map.items.find((item) => keyOf(item) === entry.key);
    if (present) return write.replace(text, present, entry);
    const earlier = order.slice(0, order.indexOf(entry.key));
    const before = map.items.findLast(
      (item) => isKept(item) && earlier.includes(String(keyOf(item))),
    );
    return before ? write.behind(text, before, entry) : write.ahead(text, first, entry);
  };
  return [...put.map(putIn), ...drop.map((key) => dropped(text, map, key, first))];
}

/** @param first the first entry that stays */
function dropped(text: string, map: Mapping, key: string, first: MappingEntry): Splice {
  const index = map.items.findIndex((item) => keyOf(item) === key);
  const [item, before, after] = [index, index - 1, index + 1].map((at) => map.items[at]);
  if (item === undefined) throw new NotEditable(`${key} is not written out there`);
  if (after && startOf(item) < startOf(first)) {
    return { from: startOf(item), to: startOf(after), text: "" };
  }
  return map.flow && before
    ? { from: endOf(before), to: endOf(item), text: "" }
    : { from: lineStart(text, startOf(item)), to: blockEnd(text, item), text: "" };
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
  replace(text: string, item: MappingEntry, { lines }: Entry): Splice {
    const { value } = item;
    const start = startOf(item);
    const [line = "", ...more] = lines;
    const isOnKeyLine = value && !text.slice(start, value.range[0]).includes("\n");
    if (isOnKeyLine && more.length === 0) {
      const [from, to] = value.range;
      const isWholeLine = text[to - 1] === "\n" && !isFlow(value);
      const written = inQuotesOf(text, from, line.slice(line.indexOf(": ") + 2));
      return { from, to, text: written + (isWholeLine ? newlineAt(text, start) : "") };
    }
    const end = blockEnd(text, item);
    const newline = text[end - 1] === "\n" ? newlineAt(text, start) : "";
    return { from: start, to: end, text: beside(text, item, lines) + newline };
  },
  behind(text: string, item: MappingEntry, { lines }: Entry): Splice {
    const end = blockEnd(text, item);
    const newline = newlineAt(text, startOf(item));
    const written = " ".repeat(columnOf(text, item)) + beside(text, item, lines);
    return insertion(end, text[end - 1] === "\n" ? written + newline : newline + written);
  },
  ahead(text: string, item: MappingEntry, { lines }: Entry): Splice {
    const start = startOf(item);
    const indent = newlineAt(text, start) + " ".repeat(columnOf(text, item));
    return insertion(start, beside(text, item, lines) + indent);
  },
};

/** A word between the quotes that the value in its place has. */
function inQuotesOf(text: string, from: number, written: string): string {
  const quote = /^["']/.exec(text.slice(from, from + 1))?.[0] ?? "";
  return /^[A-Za-z][\w.-]*$/.test(written) ? quote + written + quote : written;
}

const isFlow = (node: unknown): boolean => isNode(node) && "flow" in node && node.flow === true;

const flow = {
  replace(text: string, item: MappingEntry, { value }: Entry): Splice {
    const [from, to] = item.value?.range ?? [endOf(item), endOf(item)];
    return { from, to, text: inQuotesOf(text, from, flowValue(text, item, value)) };
  },
  behind: (text: string, item: MappingEntry, entry: Entry): Splice =>
    insertion(endOf(item), `,${flowGap(text, item)}${flowEntry(text, item, entry)}`),
  ahead: (text: string, item: MappingEntry, entry: Entry): Splice =>
    insertion(startOf(item), `${flowEntry(text, item, entry)},${flowGap(text, item)}`),
};

const isJson = (text: string, item: MappingEntry): boolean => text[startOf(item)] === '"';

const flowGap = (text: string, item: MappingEntry): string =>
  /\r?\n[ \t]*$/.exec(text.slice(0, startOf(item)))?.[0] ?? " ";

const flowValue = (text: string, item: MappingEntry, value: unknown): string =>
  inFlow(value, isJson(text, item), isJson(text, item) ? "" : " ");

const flowEntry = (text: string, item: MappingEntry, { key, value }: Entry): string =>
  `${isJson(text, item) ? JSON.stringify(key) : key}: ${flowValue(text, item, value)}`;
