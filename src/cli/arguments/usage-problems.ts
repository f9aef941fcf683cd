import {
  COMMAND_NAMES,
  COMMANDS,
  type CommandName,
  flagsOf,
  SHELLS,
} from "../../commands/definitions/commands.ts";
import { choicesOf, definitionOf, type Flag } from "../../commands/definitions/flags.ts";
import type { Message } from "../../messages/message.ts";
import { TARGET_OF_PART } from "../../targets/names.ts";
import { meantValue, otherKey } from "../../workflow/grammar/other-words.ts";
import type { PartOf } from "../../workflow/workflow.ts";
import { closest } from "./closest.ts";

const help = (command: CommandName) => ({ words: command.split(" "), flags: ["--help"] });

/** Says that no command takes the flag, with the one that was meant. */
export function unknownFlag(rawName: string, name: string, command: CommandName): Message {
  const near = closest(name, flagsOf(command));
  return {
    code: "UNKNOWN_FLAG",
    message: `Unknown flag ${rawName}`,
    ...(near
      ? { suggestion: `Did you mean --${near}?` }
      : { suggestion: "Flags:", run: help(command) }),
  };
}

/** Says that a word like `-dash` is no flags, and how to name a directory so. */
export function unknownLetters(word: string, command: CommandName): Message {
  const problem = unknownFlag(word, word.slice(1), command);
  return command === "new"
    ? {
        ...problem,
        suggestion: `To use a directory of that name: ./${word}. ${problem.suggestion}`,
      }
    : problem;
}

/** Says that the flag is one of other commands. */
export function unexpectedFlag(flag: Flag, command: CommandName): Message {
  const takers = COMMAND_NAMES.filter((name) => flagsOf(name).includes(flag));
  return {
    code: "UNEXPECTED_FLAG",
    message: `unchain ${command} takes no --${flag}`,
    ...(flag === "transport" || flag === "infrastructure" || flag === "as"
      ? {
          suggestion: `Change ${flag} in workflow.yaml, then run:`,
          run: { words: ["sync"] },
        }
      : { suggestion: `Commands with this flag: ${takers.join(", ")}` }),
  };
}

/** Says that a flag which takes one value is given several. */
export function repeatProblems(flag: Flag, values: readonly (string | true)[]): Message[] {
  const different = [...new Set(values)];
  if (definitionOf(flag).repeats || different.length < 2) return [];
  return [
    {
      code: "CONFLICTING_FLAGS",
      message: `--${flag} has several values: ${different.join(", ")}`,
      suggestion: `Give --${flag} once`,
    },
  ];
}

/** Says that a new step cannot be in two places. */
export const TWO_PLACES: Message = {
  code: "CONFLICTING_FLAGS",
  message: "--after and --before cannot be combined",
  suggestion: "Use one of them",
};

/** Says that a construct or a module is a part of another tool than the one that is named. */
export function partProblems(part?: string | true, infrastructure?: string | true): Message[] {
  const target = TARGET_OF_PART[part as PartOf];
  if (target === undefined || infrastructure === undefined || target === infrastructure) return [];
  return [
    {
      code: "CONFLICTING_FLAGS",
      message: `--as ${part} goes with --infrastructure ${target}, not with ${infrastructure}`,
      suggestion: `Remove --infrastructure: --as ${part} implies it`,
    },
  ];
}

/** Says that a flag has a value which it does not take. */
export const takesNoValue = (rawName: string): Message => ({
  code: "UNEXPECTED_VALUE",
  message: `${rawName} takes no value`,
  suggestion: `Use ${rawName} without a value, or remove it`,
});

/** Says what is wrong with the value of a flag that takes one; nothing where its form is right. */
export function valueProblems(
  flag: Flag,
  rawName: string,
  value: string | undefined,
  isInline: boolean,
): Message[] {
  const choices = choicesOf(flag);
  if (/^-\d/.test(value ?? "") && /^\d/.test(definitionOf(flag).value ?? "")) {
    return [negative(flag, value ?? "")];
  }
  const isMissing =
    value === undefined || value === "" || (!isInline && value.startsWith("-") && value !== "-");
  if (isMissing) {
    const example = choices?.join("|") ?? definitionOf(flag).value;
    const orStandardInput = flag === "workflow" ? ", or - for standard input" : "";
    return [
      {
        code: "MISSING_VALUE",
        message: `${rawName} needs a value`,
        suggestion: `Use ${rawName} ${example}${orStandardInput}`,
      },
    ];
  }
  return choices && !choices.includes(value) ? [badValue(flag, value, choices)] : [];
}

function badValue(flag: Flag, value: string, choices: readonly string[]): Message {
  const { meant: known, fix } = meantValue(
    flag === "on-failure" ? "onFailure" : flag,
    value,
    choices,
  );
  const meant = known ?? choices.find((choice) => choice === otherKey(value));
  const how = fix && `${fix.flags}.`;
  return {
    code: "INVALID_VALUE",
    message: `--${flag} cannot be "${value}"; it is one of: ${choices.join(", ")}`,
    suggestion:
      how ?? (meant ? `Did you mean --${flag} ${meant}?` : `Use --${flag} ${choices.join("|")}`),
  };
}

function negative(flag: Flag, value: string): Message {
  return {
    code: "INVALID_VALUE",
    message: `--${flag} cannot be ${value}: it must not be negative`,
    suggestion:
      flag === "max-attempts"
        ? "Use --max-attempts 0 for no retry, or e.g. --max-attempts 3"
        : `Use e.g. --${flag} ${definitionOf(flag).value}`,
  };
}

/** Says that a word behind a command has nothing in it. */
export function emptyArgument(command: CommandName): Message {
  return {
    code: "INVALID_VALUE",
    message: `The ${COMMANDS[command].words[0]} cannot be empty`,
    suggestion:
      command === "new"
        ? "Name a directory, or use . for this one"
        : `Name a ${command === "explain" ? "file" : "step"}, or omit it`,
  };
}

/** Says that there are more words behind a command than it takes. */
export function unexpectedWords(
  words: readonly string[],
  command: CommandName,
  known: readonly string[],
): Message {
  const names: readonly string[] = COMMANDS[command].words;
  const because =
    known.length === 0
      ? `${command} takes none`
      : known.map((word, index) => `the ${names[index]} is "${word}"`).join(", ");
  return {
    code: "UNEXPECTED_ARGUMENT",
    message: `Unexpected argument${words.length > 1 ? "s" : ""} ${words.map((word) => `"${word}"`).join(", ")}: ${because}`,
    ...(command === "new"
      ? {
          suggestion:
            "Name one directory. With npm create, put flags after a --: npm create unchain@latest my-app -- --yes (in PowerShell: npx create-unchain@latest my-app --yes)",
        }
      : names.length === 0
        ? { suggestion: "Remove it. Flags:", run: help(command) }
        : { suggestion: "Quote a text of several words; with npm create, put flags after a --" }),
  };
}

/** Says which shells there are, where none of them is named. */
export function shellProblems(shell: string | undefined): Message[] {
  if (shell !== undefined && (SHELLS as readonly string[]).includes(shell)) return [];
  const near = shell === "pwsh" ? "powershell" : shell && closest(shell, SHELLS);
  return [
    {
      code: shell ? "INVALID_VALUE" : "MISSING_VALUE",
      message: `${shell ? `The shell cannot be "${shell}"` : "Name a shell"}; it is one of: ${SHELLS.join(", ")}`,
      ...(near
        ? { suggestion: "Did you mean:", run: { words: ["completion", near] } }
        : { suggestion: "How to install it:", run: help("completion") }),
    },
  ];
}
