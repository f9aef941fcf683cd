import { COMMANDS, firstWordOf, flagsOf, isCommand } from "../../commands/definitions/commands.ts";
import type { Flag } from "../../commands/definitions/flags.ts";
import type { PackageManager } from "../../plan/package-manager.ts";
import { TARGET_OF_PART } from "../../targets/names.ts";
import type { Infrastructure, PartOf, TransportName } from "../../workflow/workflow.ts";
import { findCommand, meantCommand, unknownCommand, type Word } from "./find-command.ts";
import type { Command, Invocation, Options } from "./invocation.ts";
import { type GivenFlags, readFlags, tokensOf, wordsOf } from "./read-flags.ts";
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
  const found = { command, json, ...optional("unknown", unknown) };
  if (problems.length > 0) {
    const cwd = given.get("cwd") as string | undefined;
    return { kind: "usage-error", ...found, problems, ...optional("cwd", cwd) };
  }
  const asked: Command = {
    kind: "command",
    ...found,
    ...optional("argument", known[0]),
    ...optional("newName", known[1]),
    options: optionsFrom(flags, diffPath, json),
  };
  if (words.length > 0) return asked;
  const outside: Invocation = program === "unchain" ? { kind: "help", json } : asked;
  const isBare = [...given.keys()].every((flag) => flagsOf("status").includes(flag));
  return isBare ? { ...asked, command: "status", outside } : outside;
}

function helpAbout(words: readonly Word[], json: boolean): Invocation {
  const texts = words.map(({ text }) => text);
  const both = texts.slice(0, 2).join(" ");
  const [first] = texts;
  if (first === undefined) return { kind: "help", json };
  if (isCommand(both) || both === "flags") return { kind: "help", json, topic: both };
  if (/^[A-Z]+(?:_[A-Z]+)*$/.test(first)) return { kind: "help", json, topic: { code: first } };
  const topic = isCommand(first) ? first : meantCommand(first);
  if (topic && firstWordOf(topic) === first) return { kind: "help", json, topic };
  const suggestion = topic ? `Did you mean: unchain help ${topic}` : "Commands: unchain help";
  return {
    kind: "usage-error",
    command: "new",
    json,
    problems: [unknownCommand(first, suggestion)],
  };
}

function optionsFrom(
  { given, rules, without, explain }: GivenFlags,
  diffPath: string | undefined,
  json: boolean,
): Options {
  const text = (flag: Flag): string | undefined => given.get(flag) as string | undefined;
  const diff = diffPath ?? given.get("diff");
  const part = text("as") as PartOf | undefined;
  return {
    ...optional("workflow", text("workflow")),
    ...optional("name", text("name")),
    ...optional("transport", text("transport") as TransportName | undefined),
    ...optional(
      "infrastructure",
      (text("infrastructure") ?? (part && TARGET_OF_PART[part])) as Infrastructure | undefined,
    ),
    ...optional("as", part),
    ...optional("packageManager", text("package-manager") as PackageManager | undefined),
    ...optional("cwd", text("cwd")),
    ...optional("diff", diff),
    yes: given.has("yes"),
    dryRun: given.has("dry-run") || diff !== undefined,
    json,
    install: !given.has("no-install"),
    git: !given.has("no-git"),
    merge: given.has("merge"),
    step: {
      ...optional("after", text("after")),
      ...optional("before", text("before")),
      rules,
      without,
    },
    ...optional("restore", text("restore")),
    ...optional("output", text("output") as Options["output"]),
    explain,
    strict: given.has("strict"),
    allowDirty: given.has("allow-dirty"),
    onConflict: given.has("conflict") ? "markers" : "stop",
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
  readonly known: readonly string[];
  readonly diffPath: string | undefined;
  readonly surplus: readonly string[];
} {
  const known: string[] = [];
  let diffPath: string | undefined;
  const surplus: string[] = [];
  for (const { text, followsDiff } of words) {
    if (followsDiff && known.length === most) diffPath = text;
    else if (known.length < most) known.push(text);
    else surplus.push(text);
  }
  return { known, diffPath, surplus };
}
