import { parseArgs } from "node:util";
import { type CommandName, flagsOf } from "../../commands/definitions/commands.ts";
import { type ExplainFlag, isExplainFlag } from "../../commands/definitions/explain-flags.ts";
import {
  FLAGS,
  type Flag,
  isFlag,
  type Rule,
  takesValue,
} from "../../commands/definitions/flags.ts";
import { isRuleFlag, type RuleFlag } from "../../commands/definitions/rule-flags.ts";
import type { Message } from "../../messages/message.ts";
import type { Word } from "./find-command.ts";
import type { ExplainFlags, StepFlags } from "./invocation.ts";
import {
  partProblems,
  TWO_PLACES,
  takesNoValue,
  unexpectedFlag,
  unknownFlag,
  unknownLetters,
  valueProblems,
} from "./usage-problems.ts";

/** The flags of a command line, and what is wrong with them. */
export interface GivenFlags {
  readonly given: ReadonlyMap<Flag, string | true>;
  readonly rules: StepFlags["rules"];
  readonly without: readonly Rule[];
  readonly explain: ExplainFlags;
  readonly problems: readonly Message[];
}

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

/** Returns the words among the tokens. */
export function wordsOf(tokens: readonly Token[]): Word[] {
  return tokens.flatMap((token, index): Word[] => {
    if (token.kind !== "positional") return [];
    const before = tokens[index - 1];
    const followsDiff =
      before?.kind === "option" && before.name === "diff" && before.value === undefined;
    return [{ text: token.value, followsDiff }];
  });
}

const LETTERS = Object.values(FLAGS).flatMap((flag) => ("short" in flag ? [flag.short] : []));

/** Tells whether a word looks like flags of one letter each, and is none: `-dash` is no call for help. */
const isNoLetters = (word: string): boolean =>
  /^-[^-]./.test(word) && [...word.slice(1)].some((letter) => !LETTERS.some((l) => l === letter));

/**
 * Reads the flags of a command line.
 *
 * @param args the words that the tokens were made of
 * @param isFound whether the command is known, and so what it takes
 */
export function readFlags(
  args: readonly string[],
  tokens: readonly Token[],
  command: CommandName,
  isFound: boolean,
): GivenFlags {
  const wordOf = ({ index }: Token) => args[index] ?? "";
  const options = tokens.filter(({ kind }) => kind === "option");
  const dashed = new Set(options.map(wordOf).filter(isNoLetters));
  const problems = [...dashed].map((word) => unknownLetters(word, command));
  const given = new Map<Flag, string | true>();
  const rules = new Map<RuleFlag, readonly string[]>();
  const without: Rule[] = [];
  const explain = new Map<ExplainFlag, readonly string[]>();
  for (const token of tokens) {
    if (token.kind !== "option" || dashed.has(wordOf(token))) continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isFlag(name)) {
      problems.push(unknownFlag(rawName, name, command));
      continue;
    }
    if (isFound && !flagsOf(command).includes(name)) problems.push(unexpectedFlag(name, command));
    if (name === "diff") {
      given.set("diff", value === undefined || value === "" ? true : value);
    } else if (!takesValue(name)) {
      if (inlineValue) problems.push(takesNoValue(rawName));
      given.set(name, true);
      if (isRuleFlag(name)) rules.set(name, []);
    } else {
      problems.push(...valueProblems(name, rawName, value, inlineValue === true));
      given.set(name, value ?? "");
      if (isExplainFlag(name)) explain.set(name, [...(explain.get(name) ?? []), value ?? ""]);
      if (name === "without") without.push(value as Rule);
      if (isRuleFlag(name)) {
        rules.set(name, [...(name === "catch" ? (rules.get(name) ?? []) : []), value ?? ""]);
      }
    }
  }
  if (given.has("after") && given.has("before")) problems.push(TWO_PLACES);
  problems.push(...partProblems(given.get("as"), given.get("infrastructure")));
  return { given, rules, without, explain, problems };
}
