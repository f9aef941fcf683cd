import {
  COMMANDS,
  type CommandName,
  firstWordOf,
  flagsOf,
  isCommand,
} from "../../commands/definitions/commands.ts";
import { type GivenFlags, valuesFrom } from "../../commands/definitions/values.ts";
import { findCommand, meantCommand, unknownCommand, type Word } from "./find-command.ts";
import type { AnyCommand, Command, Invocation } from "./invocation.ts";
import { readFlags, tokensOf, wordsOf } from "./read-flags.ts";
import { emptyArgument, shellProblems, unexpectedWords } from "./usage-problems.ts";

/** The first literal `--`: pnpm, yarn and bun pass on the one that separates their flags from ours. */
function withoutSeparator(argv: readonly string[]): string[] {
  const separator = argv.indexOf("--");
  return separator === -1 ? [...argv] : argv.toSpliced(separator, 1);
}

/**
 * Reads a command line.
 *
 * The first words are the command where they are the name of one. Called as `unchain` they must be;
 * called as `create-unchain` any other word is the directory of a new project (a directory named
 * like a command is `./new`). A word after `--diff` is the diff's path once the argument of the
 * command is known or where there is none, else it is the argument: `app --diff template.yaml`,
 * `--diff=template.yaml app`, `sync --diff template.yaml`.
 *
 * @param argv the words after the program's name
 * @param program the name the program was called by
 */
export function parseArguments(argv: readonly string[], program: string): Invocation {
  const args = withoutSeparator(argv);
  const tokens = tokensOf(args);
  const words = wordsOf(tokens);
  const { command, rest, problem, unknown } = findCommand(words, program);
  const flags = readFlags(args, tokens, command, problem === undefined);
  const { given } = flags;
  const json = given.has("json") || argv.includes("--json");
  if (words[0]?.text === "help") return helpAbout(words.slice(1), json);
  if (given.has("help")) {
    const topic = words.length > 0 && !unknown ? command : undefined;
    return { kind: "help", json, ...optional("topic", topic) };
  }
  if (given.has("version")) return { kind: "version", json };

  const { known, diffPath, surplus } = readWords(rest, COMMANDS[command].words.length);
  const problems = [
    ...(problem ? [problem] : []),
    ...flags.problems,
    ...(known.includes("") ? [emptyArgument(command)] : []),
    ...(surplus.length > 0 ? [unexpectedWords(surplus, command, known)] : []),
    ...(command === "completion" && problem === undefined ? shellProblems(known[0]) : []),
  ];
  if (problems.length > 0) {
    const cwd = given.get("cwd")?.at(-1) as string | undefined;
    return {
      kind: "usage-error",
      command,
      json,
      problems,
      ...optional("cwd", cwd),
      ...optional("unknown", unknown),
    };
  }
  const asked = {
    ...commandFrom(command, known, withDiffPath(given, diffPath), json),
    ...optional("unknown", unknown),
  };
  if (words.length > 0) return asked;
  const outside: Invocation = program === "unchain" ? { kind: "help", json } : asked;
  const isBare = [...given.keys()].every((flag) => flagsOf("status").includes(flag));
  return isBare ? { ...commandFrom("status", [], given, json), outside } : outside;
}

const withDiffPath = (given: GivenFlags, path: string | undefined): GivenFlags =>
  path === undefined ? given : new Map([...given, ["diff", [path]]]);

/** Returns the words and flags as a call of the command, whose row in the table says the types of both. */
function commandFrom(
  command: CommandName,
  words: string[],
  given: GivenFlags,
  json: boolean,
): AnyCommand {
  const options = valuesFrom(COMMANDS[command].flags, given);
  const call: Command<CommandName> = {
    kind: "command",
    command,
    words: words as [string?, string?],
    options,
    json,
  };
  return call as AnyCommand;
}

function helpAbout(words: readonly Word[], json: boolean): Invocation {
  const texts = words.map(({ text }) => text);
  const both = texts.slice(0, 2).join(" ");
  const [first] = texts;
  if (first === undefined || first === "help") return { kind: "help", json };
  if (isCommand(both) || both === "flags") return { kind: "help", json, topic: both };
  if (/^(?:[A-Z]+|[A-Za-z]+(?:_[A-Za-z0-9]+)+)$/.test(first)) {
    return { kind: "help", json, topic: { code: first.toUpperCase() } };
  }
  const topic = isCommand(first) ? first : meantCommand(first);
  if (topic && topic !== "help" && firstWordOf(topic) === first) {
    return { kind: "help", json, topic };
  }
  const meant = topic === undefined || topic === "help" ? ["help"] : ["help", ...topic.split(" ")];
  const suggestion = topic ? "Did you mean:" : "All commands:";
  return {
    kind: "usage-error",
    command: "new",
    json,
    problems: [unknownCommand(first, suggestion, meant)],
  };
}

const optional = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

/** Reads the words behind the command. */
function readWords(
  words: readonly Word[],
  most: number,
): {
  readonly known: string[];
  readonly diffPath: string | undefined;
  readonly surplus: readonly string[];
} {
  const known: string[] = [];
  let diffPath: string | undefined;
  const surplus: string[] = [];
  for (const { text, followsDiff } of words) {
    if (followsDiff && known.length === most && diffPath === undefined) diffPath = text;
    else if (known.length < most) known.push(text);
    else surplus.push(text);
  }
  return { known, diffPath, surplus };
}
