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
  const [yourLexemes, old, next] = [yours, base, ours].map((text) => lexemesOf(path, text));
  if (yourLexemes === undefined || old === undefined || next === undefined) return undefined;
  const keys = ({ all }: Lexemes) => all.map(({ key }) => key);
  const inYours = matchLines(keys(old), keys(yourLexemes));
  const inBase = matchLines(keys(next), keys(old));
  return {
    base: laidOut(old, yourLexemes, old, [...inYours], [...old.all.keys()]),
    ours: laidOut(
      next,
      yourLexemes,
      old,
      [...inBase].map((place) => inYours[place] ?? -1),
      [...inBase],
    ),
  };
}

/**
 * Lays a text out as `yourLexemes` is where that is laid out otherwise than `old`.
 *
 * @param inYours where each lexeme is in `yourLexemes`, or -1; `inOld` likewise
 */
function laidOut(
  { all, tail }: Lexemes,
  yourLexemes: Lexemes,
  old: Lexemes,
  inYours: readonly number[],
  inOld: readonly number[],
): string {
  const indented = indentation(all, yourLexemes.all, inYours);
  const behindTheSame = (places: readonly number[], index: number) =>
    places[index] === (index === 0 ? 0 : (places[index - 1] as number) + 1);
  let done = "";
  for (const [index, lexeme] of all.entries()) {
    const [yourLexeme, before] = [
      yourLexemes.all[inYours[index] as number],
      old.all[inOld[index] as number],
    ];
    const isNext = behindTheSame(inYours, index) && behindTheSame(inOld, index);
    const isLaidOut = isNext && yourLexeme !== undefined && yourLexeme.gap !== before?.gap;
    done += isLaidOut ? yourLexeme.gap : isNext ? lexeme.gap : indented(index);
    done += before?.text === lexeme.text ? (yourLexeme ?? lexeme).text : lexeme.text;
  }
  const isTailYours = inYours.at(-1) === yourLexemes.all.length - 1;
  return done + (isTailYours ? yourLexemes.tail : tail);
}

const LINE_START = /\n([ \t]*)([^\n]*)$/;

/** Learns how a text is indented, and returns the gap before a lexeme in that indentation. */
function indentation(
  all: readonly Lexeme[],
  yourLexemes: readonly Lexeme[],
  inYours: readonly number[],
): (index: number) => string {
  const known: { readonly index: number; readonly from: string; readonly to: string }[] = [];
  let behindDash = " ";
  for (const [index, { gap }] of all.entries()) {
    const yourLexeme = yourLexemes[inYours[index] as number];
    if (yourLexeme === undefined) continue;
    const [from, to] = [LINE_START.exec(gap)?.[1], LINE_START.exec(yourLexeme.gap)?.[1]];
    if (from !== undefined && to !== undefined) known.push({ index, from, to });
    if (all[index - 1]?.key === "-" && /^ +$/.test(yourLexeme.gap)) behindDash = yourLexeme.gap;
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
