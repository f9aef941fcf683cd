import {
  COMMAND_NAMES,
  type CommandName,
  firstWordOf,
  isCommand,
} from "../../commands/definitions/commands.ts";
import type { Message } from "../../messages/message.ts";
import { closest } from "./closest.ts";

/** A word of the command line that is no flag. */
export interface Word {
  readonly text: string;
  /** It stands behind a `--diff` without a value. */
  readonly followsDiff: boolean;
}

/** A command that somebody may mean. */
type Meant = CommandName | "help";

/** A first word that is no command: where a project is, hardly the directory of a new one. */
export interface UnknownWord {
  readonly word: string;
  /** The command that it nearly is. */
  readonly meant?: Meant;
}

/** The words of a command line, split into the command and what is behind it. */
export interface FoundCommand {
  readonly command: CommandName;
  readonly rest: readonly Word[];
  readonly problem?: Message;
  readonly unknown?: UnknownWord;
}

/** The names that commands have in other tools. */
const OTHER_WORDS: Readonly<Record<string, CommandName>> = {
  init: "new",
  create: "new",
  generate: "sync",
  update: "sync",
  delete: "remove step",
  rm: "remove step",
  mv: "rename step",
  move: "rename step",
  ls: "status",
  list: "status",
  info: "status",
  show: "status",
  diff: "check",
  verify: "check",
  validate: "check",
  lint: "check",
};

/** Returns the command whose first word this nearly is, or that is called so elsewhere. */
export function meantCommand(word: string): Meant | undefined {
  if (Object.hasOwn(OTHER_WORDS, word)) return OTHER_WORDS[word];
  const near = closest(word, [...COMMAND_NAMES.map(firstWordOf), "help"]);
  return near === "help" ? near : COMMAND_NAMES.find((name) => firstWordOf(name) === near);
}

/** Finds the command in the words of a command line, and what it is about. */
export function findCommand(words: readonly Word[], program: string): FoundCommand {
  const [first, second, ...others] = words.map(({ text }) => text);
  if (first === undefined) return { command: "new", rest: [] };
  if (isCommand(first)) return { command: first, rest: words.slice(1) };
  const both = `${first} ${second}`;
  if (isCommand(both)) return { command: both, rest: words.slice(2) };
  const begun = COMMAND_NAMES.find((name) => name.startsWith(`${first} `));
  if (begun !== undefined) {
    const object = second === undefined || closest(second, ["step"]) ? others : [second, ...others];
    return { command: begun, rest: [], problem: unfinished(first, begun, object) };
  }
  const isPath = /[/\\]/.test(first) || first === "." || first === "..";
  const meant = isPath ? undefined : meantCommand(first);
  const unknown =
    isPath || first === "" ? {} : { unknown: { word: first, ...(meant && { meant }) } };
  if (program !== "unchain") return { command: "new", rest: words, ...unknown };
  return {
    command: meant === undefined || meant === "help" ? "new" : meant,
    rest: [],
    ...unknown,
    problem: meant
      ? unknownCommand(first, "Did you mean:", meant.split(" "))
      : unknownCommand(first, "To create a project in that directory:", ["new", first]),
  };
}

function unfinished(first: string, begun: CommandName, object: readonly string[]): Message {
  return {
    code: "UNKNOWN_COMMAND",
    message: `unchain ${first} is incomplete; the command is ${begun}`,
    suggestion: `Flags and examples: --help. ${object.length > 0 ? "Did you mean" : "Run"}:`,
    run: { words: [...begun.split(" "), ...object] },
  };
}

/** Says that a word is no command, with what would work. */
export const unknownCommand = (
  word: string,
  suggestion: string,
  words: readonly string[],
): Message => ({
  code: "UNKNOWN_COMMAND",
  message: `Unknown command "${word}"; the commands are: ${COMMAND_NAMES.join(", ")}`,
  suggestion,
  run: { words },
});
