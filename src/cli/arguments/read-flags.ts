import { parseArgs } from "node:util";
import {
  COMMAND_NAMES,
  type CommandName,
  firstWordOf,
  flagsOf,
} from "../../commands/definitions/commands.ts";
import { FLAGS, type Flag, isFlag, takesValue } from "../../commands/definitions/flags.ts";
import type { GivenFlags } from "../../commands/definitions/values.ts";
import type { Message } from "../../messages/message.ts";
import { TARGET_OF_PART } from "../../targets/names.ts";
import type { PartOf } from "../../workflow/workflow.ts";
import type { Word } from "./find-command.ts";
import {
  partProblems,
  repeatProblems,
  TWO_PLACES,
  takesNoValue,
  unexpectedFlag,
  unknownFlag,
  unknownLetters,
  valueProblems,
} from "./usage-problems.ts";

type Token = ReturnType<typeof tokensOf>[number];

/** Returns the flags and words of a command line, with values whatever they are. */
export const tokensOf = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: FLAGS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;

/** Returns the words among the tokens, without what is most likely the value of an unknown flag. */
export function wordsOf(tokens: readonly Token[]): Word[] {
  return tokens.flatMap((token, index): Word[] => {
    if (token.kind !== "positional") return [];
    const text = token.value;
    const before = tokens[index - 1];
    if (before?.kind !== "option" || before.value !== undefined) {
      return [{ text, followsDiff: false }];
    }
    const isCommandWord = COMMAND_NAMES.some((name) => firstWordOf(name) === text);
    return isFlag(before.name) || isCommandWord
      ? [{ text, followsDiff: before.name === "diff" }]
      : [];
  });
}

const LETTERS = Object.values(FLAGS).flatMap((flag) => ("short" in flag ? [flag.short] : []));

/** Tells whether a word looks like flags of one letter each, and is none: `-dash` is no call for help. */
const isNoLetters = (word: string): boolean =>
  /^-[^-]./.test(word) && [...word.slice(1)].some((letter) => !LETTERS.some((l) => l === letter));

/**
 * Reads the flags of a command line, those included that another one implies, and what is wrong with them.
 *
 * @param args the words that the tokens were made of
 * @param isFound whether the command is known, and so what it takes
 */
export function readFlags(
  args: readonly string[],
  tokens: readonly Token[],
  command: CommandName,
  isFound: boolean,
): { readonly given: GivenFlags; readonly problems: readonly Message[] } {
  const wordOf = ({ index }: Token) => args[index] ?? "";
  const options = tokens.filter(({ kind }) => kind === "option");
  const dashed = new Set(options.map(wordOf).filter(isNoLetters));
  const problems = [...dashed].map((word) => unknownLetters(word, command));
  const given = new Map<Flag, readonly (string | true)[]>();
  for (const token of tokens) {
    if (token.kind !== "option" || dashed.has(wordOf(token))) continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isFlag(name)) {
      problems.push(unknownFlag(rawName, name, command));
      continue;
    }
    if (isFound && !flagsOf(command).includes(name)) problems.push(unexpectedFlag(name, command));
    if (takesValue(name)) {
      problems.push(...valueProblems(name, rawName, value, inlineValue === true));
    } else if (inlineValue && name !== "diff") problems.push(takesNoValue(rawName));
    given.set(name, [...(given.get(name) ?? []), value || (takesValue(name) ? "" : true)]);
  }
  problems.push(...[...given].flatMap(([flag, values]) => repeatProblems(flag, values)));
  if (given.has("after") && given.has("before")) problems.push(TWO_PLACES);
  const part = given.get("as")?.at(-1);
  problems.push(...partProblems(part, given.get("infrastructure")?.at(-1)));
  return { given: withImplied(given), problems };
}

/** A diff is a dry run, and a part of a tool's app is deployed with that tool. */
function withImplied(given: GivenFlags): GivenFlags {
  const implied = new Map<Flag, readonly (string | true)[]>();
  if (given.has("diff")) implied.set("dry-run", [true]);
  const target = TARGET_OF_PART[given.get("as")?.at(-1) as PartOf];
  if (target !== undefined) implied.set("infrastructure", [target]);
  return new Map([...implied, ...given]);
}
