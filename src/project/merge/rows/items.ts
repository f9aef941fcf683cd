import { codeOf, noteOf, type Token } from "./tokens.ts";

/** A statement, an element of an array, a property or an imported name, with the comments and spaces around it. */
export interface Item {
  /** Tells it from its siblings, in any version of the text. */
  readonly key: string;
  /** Comments and spaces before it. */
  readonly lead: string;
  readonly body: string;
  /** Comments behind it, on its last line. */
  readonly after: string;
  readonly hasComma: boolean;
  /** The offset in the text at which its body begins. */
  readonly start: number;
  /** The code of its body in any layout, with the comments inside of it. */
  readonly code: string;
  /** The comments around it. */
  readonly notes: string;
  /** The items that it consists of, if any. */
  readonly inside?: Inside;
}

/** The parts of an item: a text, items between two brackets, and another text. */
export interface Inside extends Items {
  readonly kind: "rows" | "steps" | "properties" | "names";
  /** Up to the opening bracket, and the code of that in any layout. */
  readonly head: string;
  readonly headCode: string;
  /** From the closing bracket on. */
  readonly end: string;
  readonly endCode: string;
}

export interface Items {
  readonly items: readonly Item[];
  /** Comments and spaces behind the last item. */
  readonly tail: string;
  readonly tailNotes: string;
}

export interface Source {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Tokens `from`, which is none of a comment, up to but without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Names an item, and looks into it. */
export type Describe = (source: Source, range: Range) => Pick<Item, "key" | "inside">;

/**
 * Describes the items in `ranges`, which are all that is between two tokens but for comments and commas. In their order
 * their texts are the text between those tokens.
 */
export function itemsOf(
  source: Source,
  ranges: readonly Range[],
  { from, to }: Range,
  describe: Describe,
): Items {
  const { text, tokens } = source;
  let [start, next] = [tokens[from - 1]?.end ?? 0, from];
  const seen = new Map<string, number>();
  const items = ranges.map((range): Item => {
    const bodyStart = (tokens[range.from] as Token).start;
    const bodyEnd = (tokens[range.to - 1] as Token).end;
    const comma = commaBehind(source, range.to, to);
    const rest = restOfLine(source, comma === undefined ? range.to : comma + 1, to);
    const end = (tokens[rest - 1] as Token).end;
    const { start: before, end: behind } = tokens[comma ?? range.to - 1] as Token;
    const { key, inside } = describe(source, range);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const item = {
      key: count === 1 ? key : `${key} (${count})`,
      lead: text.slice(start, bodyStart),
      body: text.slice(bodyStart, bodyEnd),
      after: text.slice(bodyEnd, Math.max(bodyEnd, before)) + text.slice(behind, end),
      hasComma: comma !== undefined,
      start: bodyStart,
      code: codeOf(tokens, range.from, range.to),
      notes: notesIn(source, next, range.from) + notesIn(source, range.to, rest),
      ...(inside && { inside }),
    };
    [start, next] = [end, rest];
    return item;
  });
  const tail = text.slice(start, tokens[to]?.start);
  return { items, tail, tailNotes: notesIn(source, next, to) };
}

function commaBehind({ tokens }: Source, index: number, to: number): number | undefined {
  let at = index;
  while (at < to && tokens[at]?.kind === "comment") at++;
  return at < to && tokens[at]?.text === "," ? at : undefined;
}

const END_OF_LINE = /[ \t]*(?:\n|$)/y;

/** Returns the token behind the comments that stand behind the one before `index`, if they end its line. */
function restOfLine({ text, tokens }: Source, index: number, to: number): number {
  let at = index;
  while (at < to && tokens[at]?.kind === "comment") {
    if (isBroken(text, tokens[at - 1] as Token, tokens[at] as Token)) break;
    at++;
  }
  END_OF_LINE.lastIndex = (tokens[at - 1] as Token).end;
  return END_OF_LINE.test(text) ? at : index;
}

/** Returns whether two tokens that follow each other are on different lines. */
export const isBroken = (text: string, one: Token, other: Token): boolean =>
  text.slice(one.end, other.start).includes("\n");

const notesIn = ({ tokens }: Source, from: number, to: number): string =>
  tokens
    .slice(from, to)
    .filter(({ kind }) => kind === "comment")
    .map(({ text }) => `${noteOf(text)}\n`)
    .join("");
