import { parseArgs } from "node:util";
import { closest } from "../closest.ts";
import type { PackageManager } from "../plan/package-manager.ts";
import type { Infrastructure, Problem, Transport } from "../workflow/workflow.ts";

export type CommandName = "new" | "schema";

/** The flags every command understands, as the user gave them. */
export interface Options {
  /** A file, or `-` for standard input. */
  readonly workflow?: string;
  readonly transport?: Transport;
  readonly infrastructure?: Infrastructure;
  readonly packageManager?: PackageManager;
  readonly cwd?: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** `true`: every file; a string: only that file, or what lies below that folder. */
  readonly diff?: true | string;
  readonly json: boolean;
  readonly install: boolean;
  readonly git: boolean;
}

/** What a command line asks for. `json` says how to answer, also where the rest of it makes no sense. */
export type Invocation =
  | { readonly kind: "help" | "version"; readonly json: boolean }
  | { readonly kind: "usage-error"; readonly json: boolean; readonly problems: readonly Problem[] }
  | {
      readonly kind: "command";
      readonly command: CommandName;
      readonly json: boolean;
      readonly directory?: string;
      readonly options: Options;
    };

const COMMANDS: readonly CommandName[] = ["new", "schema"];

const FLAGS = {
  workflow: { type: "string" },
  transport: { type: "string" },
  infrastructure: { type: "string" },
  yes: { type: "boolean", short: "y" },
  "dry-run": { type: "boolean" },
  diff: { type: "boolean" },
  json: { type: "boolean" },
  "no-install": { type: "boolean" },
  "no-git": { type: "boolean" },
  "package-manager": { type: "string" },
  cwd: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

export type Flag = keyof typeof FLAGS;

/** Every flag, without its dashes. */
export const FLAG_NAMES = Object.keys(FLAGS) as readonly Flag[];

/** The values of the flags that take one of a few. */
export const CHOICES = {
  transport: ["queue", "state-machine"],
  infrastructure: ["sam"],
  "package-manager": ["npm", "pnpm", "yarn", "bun"],
} as const satisfies {
  transport: readonly Transport[];
  infrastructure: readonly Infrastructure[];
  "package-manager": readonly PackageManager[];
};

/** @returns whether the flag takes a value, with or without `=` */
export const takesValue = (flag: Flag): boolean => FLAGS[flag].type === "string";

const isFlag = (name: string): name is Flag => Object.hasOwn(FLAGS, name);

const choicesOf = (flag: Flag): readonly string[] | undefined =>
  Object.hasOwn(CHOICES, flag) ? CHOICES[flag as keyof typeof CHOICES] : undefined;

/** The first literal `--`: pnpm, yarn and bun pass on the one that separates their flags from ours. */
function withoutSeparator(argv: readonly string[]): string[] {
  const separator = argv.indexOf("--");
  return separator === -1 ? [...argv] : argv.toSpliced(separator, 1);
}

function unknownFlag(rawName: string, name: string): Problem {
  const near = closest(name, FLAG_NAMES);
  return {
    code: "UNKNOWN_FLAG",
    message: `Unknown flag ${rawName}`,
    suggestion: near ? `Did you mean --${near}?` : "Flags: create-unchain --help",
  };
}

function badValue(flag: Flag, value: string, choices: readonly string[]): Problem {
  const near = closest(value, choices);
  return {
    code: "INVALID_VALUE",
    message: `--${flag} cannot be "${value}"; it is one of: ${choices.join(", ")}`,
    suggestion: near ? `Did you mean --${flag} ${near}?` : `Use --${flag} ${choices[0]}`,
  };
}

function unknownCommand(word: string): Problem {
  const near = closest(word, COMMANDS);
  return {
    code: "UNKNOWN_COMMAND",
    message: `Unknown command "${word}"; the commands are: ${COMMANDS.join(", ")}`,
    suggestion: near
      ? `Did you mean: unchain ${near}`
      : `For a new project in that directory: unchain new ${word}`,
  };
}

/**
 * Reads a command line.
 *
 * The first word is the command where it is the name of one. Called as `unchain` it must be; called
 * as `create-unchain` any other word is the directory (a directory named like a command is `./new`).
 * A word after `--diff` is the diff's path once the directory is known, else the directory:
 * `app --diff template.yaml`, `--diff=template.yaml app`.
 *
 * @param argv the words after the program's name
 * @param program the name the program was called by
 */
export function parseArguments(argv: readonly string[], program: string): Invocation {
  const { tokens } = parseArgs({
    args: withoutSeparator(argv),
    options: FLAGS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });

  const problems: Problem[] = [];
  const given = new Map<Flag, string | true>();
  const words: string[] = [];
  let command: CommandName | undefined;
  let previousIsBareDiff = false;

  for (const token of tokens) {
    const followsDiff = previousIsBareDiff;
    previousIsBareDiff = false;
    if (token.kind === "positional") {
      const isFirst = command === undefined && words.length === 0;
      if (isFirst && (COMMANDS as readonly string[]).includes(token.value)) {
        command = token.value as CommandName;
      } else if (followsDiff && (words.length > 0 || command === "schema")) {
        given.set("diff", token.value);
      } else {
        words.push(token.value);
      }
    } else if (token.kind === "option") {
      const { name, rawName, value, inlineValue } = token;
      if (!isFlag(name)) {
        problems.push(unknownFlag(rawName, name));
      } else if (name === "diff") {
        given.set("diff", value === undefined || value === "" ? true : value);
        previousIsBareDiff = value === undefined;
      } else if (!takesValue(name)) {
        if (inlineValue) {
          problems.push({
            code: "UNEXPECTED_VALUE",
            message: `${rawName} takes no value`,
            suggestion: `Use ${rawName}, or leave it out`,
          });
        }
        given.set(name, true);
      } else {
        const choices = choicesOf(name);
        const missing =
          value === undefined ||
          value === "" ||
          (!inlineValue && value.startsWith("-") && value !== "-");
        if (missing) {
          problems.push({
            code: "MISSING_VALUE",
            message: `${rawName} needs a value`,
            suggestion: `Use ${rawName} ${choices ? choices.join("|") : PLACEHOLDERS[name]}`,
          });
        } else if (choices && !choices.includes(value)) {
          problems.push(badValue(name, value, choices));
        }
        given.set(name, value ?? "");
      }
    }
  }

  const json = given.has("json") || argv.includes("--json");
  if (given.has("help")) return { kind: "help", json };
  if (given.has("version")) return { kind: "version", json };

  const [directory, ...surplus] = words;
  if (command === undefined && program === "unchain") {
    if (directory !== undefined) problems.unshift(unknownCommand(directory));
    else if (problems.length === 0) return { kind: "help", json };
  } else if (directory === "") {
    problems.push({
      code: "INVALID_VALUE",
      message: "The directory cannot be empty",
      suggestion: "Name a directory, or use . for this one",
    });
  } else if (command === "schema" && directory !== undefined) {
    problems.push(unexpected([directory, ...surplus], "schema takes none"));
  } else if (surplus.length > 0) {
    problems.push(unexpected(surplus, `the directory is "${directory}"`));
  }
  if (problems.length > 0) return { kind: "usage-error", json, problems };

  const text = (flag: Flag): string | undefined => given.get(flag) as string | undefined;
  const diff = given.get("diff");
  return {
    kind: "command",
    command: command ?? "new",
    json,
    ...(directory !== undefined && { directory }),
    options: {
      ...(text("workflow") !== undefined && { workflow: text("workflow") as string }),
      ...(text("transport") !== undefined && { transport: text("transport") as Transport }),
      ...(text("infrastructure") !== undefined && {
        infrastructure: text("infrastructure") as Infrastructure,
      }),
      ...(text("package-manager") !== undefined && {
        packageManager: text("package-manager") as PackageManager,
      }),
      ...(text("cwd") !== undefined && { cwd: text("cwd") as string }),
      ...(diff !== undefined && { diff }),
      yes: given.has("yes"),
      dryRun: given.has("dry-run") || diff !== undefined,
      json,
      install: !given.has("no-install"),
      git: !given.has("no-git"),
    },
  };
}

const PLACEHOLDERS: Partial<Record<Flag, string>> = {
  workflow: "<file>, or - for standard input",
  cwd: "<dir>",
};

function unexpected(words: readonly string[], because: string): Problem {
  return {
    code: "UNEXPECTED_ARGUMENT",
    message: `Unexpected argument${words.length > 1 ? "s" : ""} ${words.map((word) => `"${word}"`).join(", ")}: ${because}`,
    suggestion:
      "Give one directory; flags of ours come after -- when npm create starts us: npm create unchain@latest my-app -- --yes",
  };
}
