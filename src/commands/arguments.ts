import { parseArgs } from "node:util";
import { closest } from "../closest.ts";
import type { PackageManager } from "../plan/package-manager.ts";
import type { Infrastructure, OnFailure, Problem, Transport } from "../workflow/workflow.ts";

/**
 * What a new step is, as far as a word says it, and what shall happen when it fails; `--catch` may be
 * repeated.
 */
export const RULE_FLAGS = {
  wait: { type: "string" },
  approval: { type: "string" },
  description: { type: "string" },
  timeout: { type: "string" },
  "max-attempts": { type: "string" },
  interval: { type: "string" },
  "backoff-rate": { type: "string" },
  "max-delay": { type: "string" },
  jitter: { type: "string" },
  catch: { type: "string" },
  "on-failure": { type: "string" },
  fallback: { type: "string" },
  compensation: { type: "string" },
  concurrency: { type: "string" },
  idempotency: { type: "string" },
  "idempotency-key": { type: "string" },
  "idempotency-window": { type: "string" },
  "claim-check": { type: "boolean" },
  "expected-duration": { type: "string" },
  "expected-memory": { type: "string" },
} as const;

export type RuleFlag = keyof typeof RULE_FLAGS;

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
  after: { type: "string" },
  before: { type: "string" },
  without: { type: "string" },
  ...RULE_FLAGS,
  "allow-dirty": { type: "boolean" },
  conflict: { type: "string" },
  restore: { type: "string" },
  output: { type: "string" },
  duration: { type: "string" },
  memory: { type: "string" },
  rate: { type: "string" },
  items: { type: "string" },
  region: { type: "string" },
  prices: { type: "string" },
  architecture: { type: "string" },
  html: { type: "string" },
  svg: { type: "string" },
  run: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

export type Flag = keyof typeof FLAGS;

const PLAN_FLAGS: readonly Flag[] = ["yes", "dry-run", "diff", "json", "cwd"];
const CHANGE_FLAGS: readonly Flag[] = [...PLAN_FLAGS, "no-install", "allow-dirty", "conflict"];
const EXPLAIN_FLAGS = [
  "duration",
  "memory",
  "rate",
  "items",
  "region",
  "prices",
  "architecture",
  "html",
  "svg",
  "run",
] as const satisfies readonly Flag[];
const STEP_FLAGS = Object.keys(RULE_FLAGS) as RuleFlag[];

/** The commands: what the words behind each are, if it takes any, and the flags it understands. */
const COMMANDS = {
  new: {
    words: ["directory"],
    flags: [
      ...PLAN_FLAGS,
      "workflow",
      "transport",
      "infrastructure",
      "no-install",
      "no-git",
      "package-manager",
    ],
  },
  "add step": {
    words: ["name of the step"],
    flags: [...CHANGE_FLAGS, "after", "before", ...STEP_FLAGS],
  },
  "edit step": {
    words: ["name of the step"],
    flags: [...CHANGE_FLAGS, ...STEP_FLAGS, "without"],
  },
  "rename step": { words: ["name of the step", "new name"], flags: CHANGE_FLAGS },
  "remove step": { words: ["name of the step"], flags: CHANGE_FLAGS },
  sync: { words: [], flags: [...CHANGE_FLAGS, "restore"] },
  upgrade: { words: [], flags: CHANGE_FLAGS },
  check: { words: [], flags: PLAN_FLAGS },
  explain: { words: ["file"], flags: ["json", "cwd", ...EXPLAIN_FLAGS] },
  schema: { words: [], flags: ["json", "output"] },
} as const satisfies Record<
  string,
  { readonly words: readonly string[]; readonly flags: readonly Flag[] }
>;

export type CommandName = keyof typeof COMMANDS;

const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** The flags a command understands, without their dashes. */
export const flagsOf = (command: CommandName): readonly Flag[] => [
  ...COMMANDS[command].flags,
  "help",
  "version",
];

/** Where a new step goes, what it is and its failure rules, as the user gave them. */
export interface StepFlags {
  readonly after?: string;
  readonly before?: string;
  /** The values of each; none of one that takes none. */
  readonly rules: ReadonlyMap<RuleFlag, readonly string[]>;
  /** The rules that a step has no more. */
  readonly without: readonly Rule[];
}

/** The flags as the user gave them; those that a command does not understand are as if not given. */
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
  readonly step: StepFlags;
  /** Changes files with edits that are not committed too. */
  readonly allowDirty: boolean;
  /** What becomes of a file that was changed by both: nothing is written, or it is written with conflict markers. */
  readonly onConflict: "stop" | "markers";
  /** A generated file, or a folder of them, that becomes what is generated again. */
  readonly restore?: string;
  /** What the schema is of. */
  readonly output?: (typeof CHOICES)["output"][number];
  readonly explain: ExplainFlags;
}

/** What `explain` is told beside the workflow: the values of each flag; `--duration` and `--memory` may be repeated. */
export type ExplainFlags = ReadonlyMap<(typeof EXPLAIN_FLAGS)[number], readonly string[]>;

/** A first word that is no command but nearly one: where a project is, hardly the directory of a new one. */
export interface Mistyped {
  readonly word: string;
  readonly meant: CommandName;
  /** The value of `--cwd`. */
  readonly cwd?: string;
}

/** What a command line asks for. `json` says how to answer, also where the rest of it makes no sense. */
export type Invocation =
  | { readonly kind: "help" | "version"; readonly json: boolean }
  | {
      readonly kind: "usage-error";
      readonly command: CommandName;
      readonly json: boolean;
      readonly problems: readonly Problem[];
      readonly mistyped?: Mistyped;
    }
  | {
      readonly kind: "command";
      readonly command: CommandName;
      readonly json: boolean;
      readonly mistyped?: Mistyped;
      /** The word behind the command: a directory, or the name of a step. */
      readonly argument?: string;
      /** The second word behind it: the new name of the step. */
      readonly newName?: string;
      readonly options: Options;
    };

/** The values of the flags that take one of a few. */
export const CHOICES = {
  transport: ["queue", "state-machine"],
  infrastructure: ["sam"],
  "package-manager": ["npm", "pnpm", "yarn", "bun"],
  jitter: ["full", "none"],
  "on-failure": ["fail", "compensate", "continue", "fallback"],
  idempotency: ["natural"],
  without: [
    "description",
    "timeout",
    "retry",
    "catch",
    "on-failure",
    "fallback",
    "compensation",
    "concurrency",
    "idempotency",
    "claim-check",
    "expected",
  ],
  conflict: ["markers"],
  output: ["workflow", "result", "explanation"],
  architecture: ["arm64", "x86_64"],
} as const satisfies Partial<Record<Flag, readonly string[]>> & {
  transport: readonly Transport[];
  infrastructure: readonly Infrastructure[];
  "package-manager": readonly PackageManager[];
  "on-failure": readonly OnFailure[];
};

/** A rule of a step that can be taken out of it. */
export type Rule = (typeof CHOICES)["without"][number];

/** What the value of each other flag looks like. */
export const PLACEHOLDERS: Partial<Record<Flag, string>> = {
  workflow: "<file>",
  cwd: "<dir>",
  after: "<step>",
  before: "<step>",
  restore: "<path>",
  wait: "10m",
  approval: "3d",
  description: '"<text>"',
  timeout: "30s",
  "max-attempts": "3",
  interval: "2s",
  "backoff-rate": "2",
  "max-delay": "1m",
  catch: "<Error>:compensate",
  fallback: "<step>",
  compensation: "<step>",
  concurrency: "10",
  "idempotency-key": "input.orderId",
  "idempotency-window": "1h",
  "expected-duration": "1.5s",
  "expected-memory": "512",
  duration: "<step>=1.5s",
  memory: "<step>=512",
  rate: "100/s",
  items: "10",
  region: "eu-central-1",
  prices: "<file>",
  html: "<file>",
  svg: "<file>",
  run: "<file>",
};

/** @returns whether the flag takes a value, with or without `=` */
export const takesValue = (flag: Flag): boolean => FLAGS[flag].type === "string";

const isFlag = (name: string): name is Flag => Object.hasOwn(FLAGS, name);

const isRuleFlag = (flag: Flag): flag is RuleFlag => Object.hasOwn(RULE_FLAGS, flag);

const isExplainFlag = (flag: Flag): flag is (typeof EXPLAIN_FLAGS)[number] =>
  (EXPLAIN_FLAGS as readonly Flag[]).includes(flag);

const isCommand = (words: string): words is CommandName => Object.hasOwn(COMMANDS, words);

const choicesOf = (flag: Flag): readonly string[] | undefined =>
  Object.hasOwn(CHOICES, flag) ? CHOICES[flag as keyof typeof CHOICES] : undefined;

/** The first literal `--`: pnpm, yarn and bun pass on the one that separates their flags from ours. */
function withoutSeparator(argv: readonly string[]): string[] {
  const separator = argv.indexOf("--");
  return separator === -1 ? [...argv] : argv.toSpliced(separator, 1);
}

function unknownFlag(rawName: string, name: string, command: CommandName): Problem {
  const near = closest(name, flagsOf(command));
  return {
    code: "UNKNOWN_FLAG",
    message: `Unknown flag ${rawName}`,
    suggestion: near ? `Did you mean --${near}?` : "Flags: create-unchain --help",
  };
}

function unexpectedFlag(flag: Flag, command: CommandName): Problem {
  const takers = COMMAND_NAMES.filter((name) => flagsOf(name).includes(flag));
  return {
    code: "UNEXPECTED_FLAG",
    message: `unchain ${command} takes no --${flag}`,
    suggestion:
      flag === "transport" || flag === "infrastructure"
        ? `Change ${flag} in workflow.yaml, then run: unchain sync`
        : `It belongs to: ${takers.map((name) => `unchain ${name}`).join(", ")}`,
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

/** The words of a command line, split into the command and what is behind it. */
interface Command {
  readonly command: CommandName;
  readonly rest: readonly Word[];
  readonly problem?: Problem;
  readonly mistyped?: Mistyped;
}

interface Word {
  readonly text: string;
  /** It stands behind a `--diff` without a value. */
  readonly followsDiff: boolean;
}

function findCommand(words: readonly Word[], program: string): Command {
  const [first, second, ...others] = words.map(({ text }) => text);
  if (first === undefined) return { command: "new", rest: [] };
  if (isCommand(first)) return { command: first, rest: words.slice(1) };
  const both = `${first} ${second}`;
  if (isCommand(both)) return { command: both, rest: words.slice(2) };
  const begun = COMMAND_NAMES.find((name) => name.startsWith(`${first} `));
  if (begun !== undefined) {
    const object = second === undefined || closest(second, ["step"]) ? others : [second, ...others];
    return {
      command: begun,
      rest: [],
      problem: unknownCommand(words, `Did you mean: unchain ${[begun, ...object].join(" ")}`),
    };
  }
  const near = closest(
    first,
    COMMAND_NAMES.map((name) => name.split(" ")[0] ?? name),
  );
  const meant = COMMAND_NAMES.find((name) => name === near || name.startsWith(`${near} `));
  const mistyped = meant && !/[/\\]/.test(first) ? { mistyped: { word: first, meant } } : {};
  if (program !== "unchain") return { command: "new", rest: words, ...mistyped };
  return {
    command: meant ?? "new",
    rest: [],
    ...mistyped,
    problem: unknownCommand(
      words,
      meant
        ? `Did you mean: unchain ${meant}`
        : `For a new project in that directory: unchain new ${first}`,
    ),
  };
}

const unknownCommand = ([word]: readonly Word[], suggestion: string): Problem => ({
  code: "UNKNOWN_COMMAND",
  message: `Unknown command "${word?.text}"; the commands are: ${COMMAND_NAMES.join(", ")}`,
  suggestion,
});

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
  const { tokens } = parseArgs({
    args: withoutSeparator(argv),
    options: FLAGS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words = tokens.flatMap((token, index): Word[] => {
    if (token.kind !== "positional") return [];
    const before = tokens[index - 1];
    const followsDiff =
      before?.kind === "option" && before.name === "diff" && before.value === undefined;
    return [{ text: token.value, followsDiff }];
  });
  const { command, rest, problem, mistyped: word } = findCommand(words, program);

  const problems: Problem[] = problem === undefined ? [] : [problem];
  const given = new Map<Flag, string | true>();
  const rules = new Map<RuleFlag, readonly string[]>();
  const without: Rule[] = [];
  const explain = new Map<(typeof EXPLAIN_FLAGS)[number], readonly string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isFlag(name)) {
      problems.push(unknownFlag(rawName, name, command));
      continue;
    }
    if (problem === undefined && !flagsOf(command).includes(name)) {
      problems.push(unexpectedFlag(name, command));
    }
    if (name === "diff") {
      given.set("diff", value === undefined || value === "" ? true : value);
    } else if (!takesValue(name)) {
      if (inlineValue) {
        problems.push({
          code: "UNEXPECTED_VALUE",
          message: `${rawName} takes no value`,
          suggestion: `Use ${rawName}, or leave it out`,
        });
      }
      given.set(name, true);
      if (isRuleFlag(name)) rules.set(name, []);
    } else {
      problems.push(...valueProblems(name, rawName, value, inlineValue === true));
      given.set(name, value ?? "");
      if (name === "without") without.push(value as Rule);
      if (isExplainFlag(name)) explain.set(name, [...(explain.get(name) ?? []), value ?? ""]);
      if (isRuleFlag(name)) {
        rules.set(name, [...(name === "catch" ? (rules.get(name) ?? []) : []), value ?? ""]);
      }
    }
  }

  const json = given.has("json") || argv.includes("--json");
  if (given.has("help") || words[0]?.text === "help") return { kind: "help", json };
  if (given.has("version")) return { kind: "version", json };

  if (words.length === 0 && program === "unchain" && problems.length === 0) {
    return { kind: "help", json };
  }
  if (given.has("after") && given.has("before")) {
    problems.push({
      code: "CONFLICTING_FLAGS",
      message: "--after and --before are two places for one step",
      suggestion: "Give one of them",
    });
  }
  const { known, diffPath, surplus } = readWords(rest, COMMANDS[command].words.length);
  const [argument, newName] = known;
  if (known.includes("")) problems.push(emptyArgument(command));
  else if (surplus.length > 0) problems.push(unexpected(surplus, command, known));

  const text = (flag: Flag): string | undefined => given.get(flag) as string | undefined;
  const mistyped = word && { ...word, ...optional("cwd", text("cwd")) };
  if (problems.length > 0) {
    return { kind: "usage-error", command, json, problems, ...optional("mistyped", mistyped) };
  }
  const diff = diffPath ?? given.get("diff");
  return {
    kind: "command",
    command,
    json,
    ...optional("argument", argument),
    ...optional("newName", newName),
    ...optional("mistyped", mistyped),
    options: {
      ...optional("workflow", text("workflow")),
      ...optional("transport", text("transport") as Transport | undefined),
      ...optional("infrastructure", text("infrastructure") as Infrastructure | undefined),
      ...optional("packageManager", text("package-manager") as PackageManager | undefined),
      ...optional("cwd", text("cwd")),
      ...optional("diff", diff),
      yes: given.has("yes"),
      dryRun: given.has("dry-run") || diff !== undefined,
      json,
      install: !given.has("no-install"),
      git: !given.has("no-git"),
      step: {
        ...optional("after", text("after")),
        ...optional("before", text("before")),
        rules,
        without,
      },
      ...optional("restore", text("restore")),
      ...optional("output", text("output") as Options["output"]),
      explain,
      allowDirty: given.has("allow-dirty"),
      onConflict: given.has("conflict") ? "markers" : "stop",
    },
  };
}

const optional = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

function valueProblems(
  flag: Flag,
  rawName: string,
  value: string | undefined,
  isInline: boolean,
): Problem[] {
  const choices = choicesOf(flag);
  const isMissing =
    value === undefined || value === "" || (!isInline && value.startsWith("-") && value !== "-");
  if (isMissing) {
    const example = choices?.join("|") ?? PLACEHOLDERS[flag];
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

/** What the words behind the command are. */
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

function emptyArgument(command: CommandName): Problem {
  return {
    code: "INVALID_VALUE",
    message: `The ${COMMANDS[command].words[0]} cannot be empty`,
    suggestion:
      command === "new"
        ? "Name a directory, or use . for this one"
        : `Name a ${command === "explain" ? "file" : "step"}, or leave it out`,
  };
}

function unexpected(
  words: readonly string[],
  command: CommandName,
  known: readonly string[],
): Problem {
  const names: readonly string[] = COMMANDS[command].words;
  const because =
    known.length === 0
      ? `${command} takes none`
      : known.map((word, index) => `the ${names[index]} is "${word}"`).join(", ");
  return {
    code: "UNEXPECTED_ARGUMENT",
    message: `Unexpected argument${words.length > 1 ? "s" : ""} ${words.map((word) => `"${word}"`).join(", ")}: ${because}`,
    suggestion:
      command === "new"
        ? "Give one directory; flags of ours come after -- when npm create starts us: npm create unchain@latest my-app -- --yes"
        : "Put a text of several words in quotes; flags of ours come after -- when npm create starts us",
  };
}
