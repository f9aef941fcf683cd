import type { LocatedMerge } from "../merge-json.ts";
import { type Hunk, lineFinder, linesOf, type Side } from "../merge-lines.ts";
import type { Item } from "./items.ts";

/** An item that both sides have changed, differently, or that ours has not any more. */
export interface Clash {
  /** The keys that lead to it. */
  readonly path: readonly string[];
  readonly yours: Item;
  readonly base?: Item | undefined;
  readonly ours?: Item | undefined;
  /** The comma behind it, if there is one. */
  readonly comma: "" | ",";
}

/** A merged text: what is settled, and what is not. */
export type Piece = string | Clash;

/** The texts of the three versions. */
export type Texts = Readonly<Record<"yours" | "base" | "ours", string>>;

const SIDES = ["yours", "base", "ours"] as const;

/** Returns a merge by lines: those that have to do with an item in conflict are a hunk, all others are settled. */
export function linesOfPieces(pieces: readonly Piece[], texts: Texts): LocatedMerge {
  const merged: (readonly string[] | Hunk)[] = [];
  const places: number[] = [];
  /** The line of yours, in the merge, that is next. */
  let line = 1;
  let settled: string[] = [];
  let open: Record<(typeof SIDES)[number], string> | undefined;

  const close = () => {
    const sides = open;
    if (sides === undefined) return;
    const [yours, base, ours] = SIDES.map((side) => ({ line, lines: splitLines(sides[side]) }));
    merged.push({ yours, base, ours } as Hunk);
    line += yours?.lines.length ?? 0;
    open = undefined;
  };
  const settle = () => {
    const text = settled.join("");
    const end = text.lastIndexOf("\n") + 1;
    const lines = linesOf(text.slice(0, end));
    if (lines.length > 0) merged.push(lines);
    line += lines.length;
    settled = [];
    return text.slice(end);
  };
  const append = (text: string) => {
    const end = open === undefined ? -1 : text.indexOf("\n");
    if (open === undefined || end >= 0) {
      for (const side of SIDES) if (open) open[side] += text.slice(0, Math.max(0, end));
      close();
      settled.push(text.slice(end + 1));
      return;
    }
    for (const side of SIDES) open[side] += text;
  };

  for (const piece of pieces) {
    if (typeof piece === "string") {
      append(piece);
      continue;
    }
    const sides = SIDES.map((side) => textOf(piece[side], piece.comma));
    const isOnOwnLines = sides.every((text) => text === "" || FIRST_BREAK.test(text));
    if (isOnOwnLines) append("\n");
    if (open === undefined) {
      const before = settle();
      open = { yours: before, base: before, ours: before };
    }
    for (const [index, side] of SIDES.entries()) {
      open[side] += isOnOwnLines ? sides[index]?.replace(FIRST_BREAK, "") : sides[index];
    }
    places.push(line);
  }
  close();
  const rest = settle();
  if (rest !== "") merged.push([rest]);
  const clashes = pieces.filter((piece) => typeof piece !== "string");
  const lineAt: LineAt = {
    yours: lineFinder(texts.yours),
    base: lineFinder(texts.base),
    ours: lineFinder(texts.ours),
  };
  return { merged, hunks: clashes.map((clash) => hunkOf(clash, lineAt)), places };
}

const FIRST_BREAK = /^[ \t]*\n/;

const splitLines = (text: string): string[] => (text === "" ? [] : text.split("\n"));

const textOf = (item: Item | undefined, comma: string): string =>
  item === undefined ? "" : item.lead + item.body + comma + item.after;

/** Returns what clashes, each side by its line in the whole text. */
function hunkOf({ path, ...clash }: Clash, lineAt: LineAt): Hunk {
  const [yours, base, ours] = SIDES.map((side): Side => {
    const item = clash[side];
    if (item === undefined) return { line: 1, lines: [] };
    return { line: lineAt[side](item.start), lines: linesOf(item.body) };
  });
  return { key: path.join(" > "), yours, base, ours } as Hunk;
}

type LineAt = Readonly<Record<keyof Texts, (offset: number) => number>>;
