import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  COMMAND_NAMES,
  COMMANDS,
  type CommandName,
  commandOf,
  firstWordOf,
  flagsOf,
  SHELLS,
} from "../../commands/definitions/commands.ts";
import {
  choicesOf,
  definitionOf,
  type Flag,
  isFlag,
  takesValue,
} from "../../commands/definitions/flags.ts";

/** A word that a command line goes on with, and a line about it. */
type Offer = readonly [word: string, about: string];

/** Makes a shell complete paths by itself. */
export type Paths = ":file" | ":directory";

/**
 * Returns what a command line goes on with.
 *
 * @param current the word at the cursor, as far as it is typed
 * @param before the words between the program and that one
 * @param cwd the directory whose workflow has the names of steps
 */
export function complete(
  current: string,
  before: readonly string[],
  cwd: string,
): Paths | readonly Offer[] {
  // For bash a `=` is a word.
  const typed = current === "=" ? "" : current;
  const words = before.filter((word) => word !== "=");
  const [assigned = "", begin = typed] = /^(--[a-z-]+=)(.*)$/.exec(typed)?.slice(1) ?? [];
  const flag = valueFlag(assigned.replace("=", "") || words.at(-1));
  const offered = flag ? valuesOf(flag, cwd) : wordsBehind(words, typed, cwd);
  if (typeof offered === "string") return offered;
  const matching = offered.filter(([word]) => word.startsWith(begin));
  return matching.map(([word, about]) => [assigned + word, about]);
}

function valueFlag(word = ""): Flag | undefined {
  const name = word.replace(/^--/, "");
  return word !== name && isFlag(name) && takesValue(name) ? name : undefined;
}

function valuesOf(flag: Flag, cwd: string): Paths | readonly Offer[] {
  const { completes } = definitionOf(flag);
  return completes === "step"
    ? stepsAround(cwd)
    : completes
      ? `:${completes}`
      : plain(choicesOf(flag));
}

function wordsBehind(
  words: readonly string[],
  typed: string,
  cwd: string,
): Paths | readonly Offer[] {
  const line = words
    .filter((word, index) => !word.startsWith("-") && !valueFlag(words[index - 1]))
    .join(" ");
  const command = COMMAND_NAMES.find((name) => `${line} `.startsWith(`${name} `));
  if (typed.startsWith("-"))
    return command ? flagsWithHelp(command) : plain(["--help", "--version"]);
  if (line === "") return [...firstWords(), ["help", "show flags and examples of a command"]];
  if (line === "help") return [...firstWords(), ["flags", "flags that many commands share"]];
  return command === line ? argumentsOf(command, cwd) : secondWords(line);
}

const plain = (words: readonly string[] = []): readonly Offer[] => words.map((word) => [word, ""]);

const flagsWithHelp = (name: CommandName): readonly Offer[] =>
  flagsOf(name).map((flag) => {
    const { about, besides } = definitionOf(flag);
    return [`--${flag}`, about ?? definitionOf(besides as Flag).about ?? ""];
  });

/** Returns the first words of commands, with a line about the first command that has each. */
const firstWords = (): readonly Offer[] =>
  [
    ...new Map(
      COMMAND_NAMES.toReversed().map((name) => [firstWordOf(name), commandOf(name).about]),
    ),
  ].reverse();

const secondWords = (first: string): readonly Offer[] =>
  COMMAND_NAMES.filter((name) => name.startsWith(`${first} `)).map((name) => [
    name.slice(first.length + 1),
    COMMANDS[name].about,
  ]);

function argumentsOf(command: CommandName, cwd: string): Paths | readonly Offer[] {
  switch (commandOf(command).words[0]) {
    case "directory":
      return ":directory";
    case "file":
      return ":file";
    case "shell":
      return plain(SHELLS);
    case "name of the step":
      return command === "add step" ? [] : stepsAround(cwd);
    default:
      return [];
  }
}

/** Returns the names in the nearest `workflow.yaml` upwards, which may be half written. */
function stepsAround(directory: string): readonly Offer[] {
  const path = join(directory, "workflow.yaml");
  if (existsSync(path)) {
    const names = readFileSync(path, "utf8").matchAll(/^ +(?:- )?name: *"?([a-z][a-z0-9-]*)/gm);
    return plain([...names].map(([, name = ""]) => name));
  }
  const above = dirname(directory);
  return above === directory ? [] : stepsAround(above);
}
