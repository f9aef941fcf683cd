import {
  type Describe,
  type Inside,
  type Items,
  isBroken,
  itemsOf,
  type Range,
  type Source,
} from "./items.ts";
import { codeOf, type Token, tokenize, unquoted } from "./tokens.ts";

/** The most levels of objects to look into that are no rows. */
const MOST_LEVELS = 4;

/** Properties that tell a step from the others, and a row from the others of its step; the first that is there does. */
const STEP_KEYS = ["step", "title"];
const ROW_KEYS = ["title", "it", "on", "step"];

/**
 * Splits TypeScript into statements: imports into names, objects into properties, arrays of steps into steps, and these
 * into properties and rows. Returns undefined for a text that is not understood.
 */
export function statementsIn(text: string): Items | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const source = { text, tokens };
  const all = { from: 0, to: tokens.length };
  return itemsOf(source, statementRanges(source), all, statementAt);
}

/** Words that begin a statement where the one before it ends without a semicolon. */
const STARTS =
  /^(?:import|export|const|let|var|function|async|class|type|interface|enum|declare|for|if)$/;
/** Words and marks behind which a statement goes on. */
const GOES_ON = /^(?:=>|[-=,|&:.(<+*?]|export|default|declare|async|extends|typeof|keyof)$/;

function statementRanges({ text, tokens }: Source): Range[] {
  const ranges: Range[] = [];
  let from: number | undefined;
  let last = -1;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.kind === "comment") continue;
    const previous = tokens[last];
    if (from !== undefined && previous && isBroken(text, previous, token)) {
      if (STARTS.test(token.text) && !GOES_ON.test(previous.text)) {
        ranges.push({ from, to: last + 1 });
        from = undefined;
      }
    }
    from ??= index;
    index = last = pastBrackets(tokens, index);
    if (tokens[last]?.text === ";") {
      ranges.push({ from, to: last + 1 });
      from = undefined;
    }
  }
  return from === undefined ? ranges : [...ranges, { from, to: last + 1 }];
}

/** Returns the token that closes what the token at `index` opens, or that token. */
function pastBrackets(tokens: readonly Token[], index: number): number {
  let at = index;
  for (;;) {
    const closedBy = tokens[at]?.closedBy;
    if (closedBy === undefined) return at;
    at = closedBy;
  }
}

/** Returns what commas separate between two tokens, or undefined where one is missing, or what it should stand behind. */
function partsOf({ tokens }: Source, { from, to }: Range): Range[] | undefined {
  const parts: Range[] = [];
  let [start, last] = [-1, -1];
  for (let index = from; index < to; index++) {
    const token = tokens[index] as Token;
    if (token.kind === "comment") continue;
    if (token.text === ",") {
      if (start < 0) return undefined;
      parts.push({ from: start, to: last + 1 });
      start = -1;
      continue;
    }
    if (start >= 0 && lacksComma(tokens[last] as Token, token)) return undefined;
    if (start < 0) start = index;
    index = last = pastBrackets(tokens, index);
  }
  return start < 0 ? parts : [...parts, { from: start, to: last + 1 }];
}

/** Words that may stand before or behind another. */
const JOINS =
  /^(?:as|async|await|const|delete|extends|function|get|in|instanceof|keyof|new|of|readonly|satisfies|set|static|type|typeof|void)$/;

/** Returns whether one token ends an expression and the other begins the next. */
function lacksComma(one: Token, other: Token): boolean {
  if (JOINS.test(one.text) || JOINS.test(other.text)) return false;
  const isEnd = one.kind !== "mark" || /^[)\]}]$/.test(one.text);
  const isBegin = other.kind !== "mark" || (other.text === "{" && one.text !== ")");
  return isEnd && isBegin && other.kind !== "template";
}

const statementAt: Describe = (source, range) => {
  const { tokens } = source;
  const { from, to } = range;
  if (tokens[from]?.text === "import") return importAt(source, range);
  let declared = from;
  while (/^(?:export|default|async)$/.test(tokens[declared]?.text ?? "")) declared++;
  const name = tokens[declared + 1];
  if (!DECLARES.test(tokens[declared]?.text ?? "") || name?.kind !== "word") {
    return { key: codeOf(tokens, from, to) };
  }
  const value = valueBehind(source, range, "=");
  const inside = value === undefined ? undefined : constantAt(source, range, value);
  return { key: name.text, ...(inside && { inside }) };
};

const DECLARES = /^(?:const|let|var|function|class|type|interface|enum)$/;

function importAt(source: Source, range: Range): ReturnType<Describe> {
  const { tokens } = source;
  const module = tokens[valueBehind(source, range, "from") ?? range.from + 1]?.text ?? "";
  const isType = tokens[range.from + 1]?.text === "type";
  const key = `import ${isType ? "type " : ""}from ${unquoted(module)}`;
  const behind = valueBehind(source, range, "{");
  const inside =
    behind === undefined
      ? undefined
      : insideOf(source, range, behind - 1, "names", (_, { from, to }) => ({
          key: codeOf(tokens, from, to),
        }));
  return { key, ...(inside && { inside }) };
}

/** Returns the token behind the first `mark` outside of brackets. */
function valueBehind({ tokens }: Source, { from, to }: Range, mark: string): number | undefined {
  for (let index = from; index < to; index++) {
    if (tokens[index]?.text === mark) return index + 1;
    index = pastBrackets(tokens, index);
  }
  return undefined;
}

function constantAt(source: Source, range: Range, value: number): Inside | undefined {
  const text = source.tokens[value]?.text;
  if (text === "{") return propertiesAt(source, range, value, MOST_LEVELS);
  if (text !== "[" || !isListAt(source, value, STEP_KEYS)) return undefined;
  return insideOf(source, range, value, "steps", stepAt);
}

const stepAt: Describe = (source, range) => {
  const key = identityOf(source, range, STEP_KEYS);
  if (!key?.startsWith("step ")) return rowNamed(key, source, range);
  const inside = propertiesAt(source, range, range.from, 0);
  return { key: key.slice("step ".length), ...(inside && { inside }) };
};

const rowAt: Describe = (source, range) =>
  rowNamed(identityOf(source, range, ROW_KEYS), source, range);

const rowNamed = (key: string | undefined, { tokens }: Source, { from, to }: Range) => ({
  key: key ?? codeOf(tokens, from, to),
});

/** @param levels of objects in objects that are looked into */
function propertiesAt(
  source: Source,
  range: Range,
  open: number,
  levels: number,
): Inside | undefined {
  return insideOf(source, range, open, "properties", (_, part) => {
    const { tokens } = source;
    const name = nameOf(source, part);
    if (name === undefined) return { key: codeOf(tokens, part.from, part.to) };
    const value = part.from + 2;
    const text = tokens[value]?.text;
    const inside =
      text === "{" && levels > 0
        ? propertiesAt(source, part, value, levels - 1)
        : text === "[" && isListAt(source, value, ROW_KEYS)
          ? insideOf(source, part, value, "rows", rowAt)
          : undefined;
    return { key: name, ...(inside && { inside }) };
  });
}

function nameOf({ tokens }: Source, { from }: Range): string | undefined {
  const { kind, text } = tokens[from] as Token;
  if (tokens[from + 1]?.text !== ":") return undefined;
  return kind === "string" ? unquoted(text) : kind === "word" ? text : undefined;
}

/** Looks between the bracket that opens at `open` and the one that closes it, if the rest of `range` is code around them. */
function insideOf(
  source: Source,
  range: Range,
  open: number,
  kind: Inside["kind"],
  describe: Describe,
): Inside | undefined {
  const { text, tokens } = source;
  const [first, opening, last] = [tokens[range.from], tokens[open], tokens[range.to - 1]];
  const to = opening?.closedBy;
  if (first === undefined || last === undefined || to === undefined) return undefined;
  const between = { from: open + 1, to };
  const parts = partsOf(source, between);
  if (parts === undefined) return undefined;
  return {
    kind,
    head: text.slice(first.start, opening?.end),
    headCode: codeOf(tokens, range.from, open + 1),
    ...itemsOf(source, parts, between, describe),
    end: text.slice(tokens[to]?.start, last.end),
    endCode: codeOf(tokens, to, range.to),
  };
}

/** Returns whether an array is empty, or has objects, all of them understood, that say which ones they are. */
function isListAt(source: Source, open: number, keys: readonly string[]): boolean {
  const to = source.tokens[open]?.closedBy ?? open;
  const parts = partsOf(source, { from: open + 1, to });
  const isSplit = (part: Range) => !isObject(source, part) || propertiesIn(source, part);
  if (!parts?.every(isSplit)) return false;
  return parts.length === 0 || parts.some((part) => identityOf(source, part, keys) !== undefined);
}

const isObject = ({ tokens }: Source, { from, to }: Range): boolean =>
  tokens[from]?.text === "{" && tokens[from]?.closedBy === to - 1;

const propertiesIn = (source: Source, { from, to }: Range): Range[] | undefined =>
  partsOf(source, { from: from + 1, to: to - 1 });

/** Returns the property that tells an object from others, by its name and value. */
function identityOf(source: Source, range: Range, keys: readonly string[]): string | undefined {
  if (!isObject(source, range)) return undefined;
  const properties = propertiesIn(source, range) ?? [];
  const byName = new Map(properties.map((part) => [nameOf(source, part), part]));
  for (const key of keys) {
    const found = byName.get(key);
    if (found) return `${key} ${codeOf(source.tokens, found.from + 2, found.to)}`;
  }
  return undefined;
}
