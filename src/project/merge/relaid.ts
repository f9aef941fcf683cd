import { type Lexeme, type Lexemes, lexemesOf } from "./lexemes.ts";
import { matchLines } from "./match-lines.ts";

/** The two texts that Unchain knows. */
interface Generated {
  readonly base: string;
  readonly ours: string;
}

/**
 * Lays out what was last generated, and what is generated now, as the user has the file: what they have not changed
 * becomes theirs to the letter, so that by lines only changes of code differ. New code has the indentation of theirs.
 *
 * Returns undefined where the language of the file is not known.
 */
export function relaid(
  path: string,
  yours: string,
  { base, ours }: Generated,
): Generated | undefined {
  const [mine, old, next] = [yours, base, ours].map((text) => lexemesOf(path, text));
  if (mine === undefined || old === undefined || next === undefined) return undefined;
  const keys = ({ all }: Lexemes) => all.map(({ key }) => key);
  const inYours = matchLines(keys(old), keys(mine));
  const inBase = matchLines(keys(next), keys(old));
  return {
    base: laidOut(old, mine, old, [...inYours], [...old.all.keys()]),
    ours: laidOut(
      next,
      mine,
      old,
      [...inBase].map((place) => inYours[place] ?? -1),
      [...inBase],
    ),
  };
}

/**
 * Lays a text out as `mine` is where that is laid out otherwise than `old`.
 *
 * @param inMine where each lexeme is in `mine`, or -1; `inOld` likewise
 */
function laidOut(
  { all, tail }: Lexemes,
  mine: Lexemes,
  old: Lexemes,
  inMine: readonly number[],
  inOld: readonly number[],
): string {
  const indented = indentation(all, mine.all, inMine);
  const behindTheSame = (places: readonly number[], index: number) =>
    places[index] === (index === 0 ? 0 : (places[index - 1] as number) + 1);
  let done = "";
  for (const [index, lexeme] of all.entries()) {
    const [theirs, before] = [mine.all[inMine[index] as number], old.all[inOld[index] as number]];
    const isNext = behindTheSame(inMine, index) && behindTheSame(inOld, index);
    const isLaidOut = isNext && theirs !== undefined && theirs.gap !== before?.gap;
    done += isLaidOut ? theirs.gap : isNext ? lexeme.gap : indented(index);
    done += before?.text === lexeme.text ? (theirs ?? lexeme).text : lexeme.text;
  }
  const isTailTheirs = inMine.at(-1) === mine.all.length - 1;
  return done + (isTailTheirs ? mine.tail : tail);
}

const LINE_START = /\n([ \t]*)([^\n]*)$/;

/** Learns how a text is indented, and returns the gap before a lexeme in that indentation. */
function indentation(
  all: readonly Lexeme[],
  mine: readonly Lexeme[],
  inMine: readonly number[],
): (index: number) => string {
  const known: { readonly index: number; readonly from: string; readonly to: string }[] = [];
  let behindDash = " ";
  for (const [index, { gap }] of all.entries()) {
    const theirs = mine[inMine[index] as number];
    if (theirs === undefined) continue;
    const [from, to] = [LINE_START.exec(gap)?.[1], LINE_START.exec(theirs.gap)?.[1]];
    if (from !== undefined && to !== undefined) known.push({ index, from, to });
    if (all[index - 1]?.key === "-" && /^ +$/.test(theirs.gap)) behindDash = theirs.gap;
  }
  const unit = known.find(({ from }) => from === "  ")?.to ?? "  ";
  const latest = new Map<string, string>();
  let learnt = 0;
  return (index) => {
    for (; (known[learnt]?.index ?? index) < index; learnt++) {
      const { from, to } = known[learnt] as (typeof known)[number];
      latest.set(from, to);
    }
    const { gap } = all[index] as Lexeme;
    if (all[index - 1]?.key === "-" && gap === " ") return behindDash;
    return gap.replace(LINE_START, (_, spaces: string, rest: string) => {
      const to = latest.get(spaces) ?? unit.repeat(spaces.length / 2);
      return `\n${to}${rest}`;
    });
  };
}
