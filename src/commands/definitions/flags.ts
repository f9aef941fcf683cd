import { INFRASTRUCTURES } from "../../targets/names.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { REMOVABLE } from "../../workflow/grammar/step-flags.ts";
import type { FlagDefinition } from "./flag-definition.ts";
import { RULES } from "./rule-flags.ts";

/** The flags of `explain`, in the order of the help. */
const EXPLANATION = {
  duration: {
    type: "string",
    value: "<step>=1.5s",
    repeats: true,
    about: "how long a try of the step takes, or of each",
  },
  memory: {
    type: "string",
    value: "<step>=512",
    repeats: true,
    about: "its memory in MB; both may be repeated",
  },
  rate: { type: "string", value: "100/s", about: "how often it is started in a s, m, h or d" },
  items: { type: "string", value: "10", about: "how many items each map has" },
  region: {
    type: "string",
    value: "<region>",
    about: "us-east-1 | eu-west-1 | eu-central-1 (us-east-1)",
  },
  prices: {
    type: "string",
    value: "<file>",
    completes: "file",
    about: "prices of your own: docs/explain.md",
  },
  architecture: { type: "string", choices: ["arm64", "x86_64"], about: "of functions (arm64)" },
  html: {
    type: "string",
    value: "<file>",
    completes: "file",
    about: "write a page in which steps can be made to fail",
  },
  run: {
    type: "string",
    value: "<file>",
    completes: "file",
    about: "with --html: a run, of npm run -s local -- --json",
  },
  svg: {
    type: "string",
    value: "<file>",
    completes: "file",
    about: "write a picture for a README",
  },
} as const satisfies Record<string, FlagDefinition>;

/** All flags, in the order of the help. */
export const FLAGS = {
  workflow: {
    type: "string",
    value: "<file>",
    completes: "file",
    about: "the workflow, YAML or JSON; - reads standard input",
  },
  name: {
    type: "string",
    value: "<name>",
    about: "of the workflow and its stack; wins over the file",
  },
  transport: {
    type: "string",
    value: "<name>",
    choices: TRANSPORTS,
    about: `${TRANSPORTS.join(" | ")}; wins over the file`,
  },
  infrastructure: {
    type: "string",
    value: "<name>",
    choices: INFRASTRUCTURES,
    about: `${INFRASTRUCTURES.join(" | ")}; wins over the file`,
  },
  as: {
    type: "string",
    value: "<part>",
    choices: ["construct", "module"],
    about: "construct of a CDK app | module of Terraform",
  },
  "package-manager": {
    type: "string",
    value: "<name>",
    choices: ["npm", "pnpm", "yarn", "bun"],
    about: "npm | pnpm | yarn | bun",
  },
  merge: {
    type: "boolean",
    about: "among the files there; README.md is kept beside",
  },
  "no-git": { type: "boolean", about: "make no repository and no first commit" },
  after: {
    type: "string",
    value: "<step>",
    completes: "step",
    about: "where it goes (at the end)",
  },
  before: { type: "string", value: "<step>", completes: "step", besides: "after" },
  ...RULES,
  without: {
    type: "string",
    value: "<rule>",
    repeats: true,
    choices: REMOVABLE,
    about: "takes out e.g. retry; may be repeated",
  },
  restore: {
    type: "string",
    value: "<path>",
    completes: "file",
    about: "make a generated file or folder what is generated",
  },
  strict: { type: "boolean", about: "exit 1 for generated files that were changed here, too" },
  output: {
    type: "string",
    value: "<what>",
    choices: ["workflow", "result", "explanation"],
    about: "workflow, result or explanation (workflow)",
  },
  ...EXPLANATION,
  "allow-dirty": { type: "boolean", about: "write over edits that are not committed too" },
  conflict: {
    type: "string",
    choices: ["markers"],
    about: "write conflicts into the files, for a merge tool",
  },
  yes: {
    type: "boolean",
    short: "y",
    about: "no questions; new then makes the order example",
  },
  "dry-run": { type: "boolean", about: "show what would be done, write nothing" },
  diff: {
    type: "boolean",
    value: "[path]",
    completes: "file",
    about: "the same with the contents, of all or of one path",
  },
  json: { type: "boolean", about: "one JSON document on stdout; all else on stderr" },
  "no-install": { type: "boolean", about: "do not install packages" },
  cwd: {
    type: "string",
    value: "<dir>",
    completes: "directory",
    about: "work as if started there",
  },
  help: { type: "boolean", short: "h", about: "the help of the command" },
  version: { type: "boolean", short: "v", about: "the version" },
} as const satisfies Record<string, FlagDefinition>;

export type Flag = keyof typeof FLAGS;

export const EXPLAIN_FLAGS = Object.keys(EXPLANATION) as readonly (keyof typeof EXPLANATION)[];

/** Flags of many commands, told together in `unchain help flags`. */
export const COMMON_FLAGS: readonly Flag[] = [
  "yes",
  "dry-run",
  "diff",
  "json",
  "no-install",
  "allow-dirty",
  "conflict",
  "cwd",
  "help",
  "version",
];

/** A rule of a step that can be taken out of it. */
export type Rule = (typeof FLAGS.without.choices)[number];

export const isFlag = (name: string): name is Flag => Object.hasOwn(FLAGS, name);

/** Returns the definition of a flag, with all that one may have. */
export const definitionOf = (flag: Flag): FlagDefinition => FLAGS[flag];

/** Returns what a flag's value may be, where it is one of a few. */
export const choicesOf = (flag: Flag): readonly string[] | undefined => definitionOf(flag).choices;

/** Tells whether the flag turns off what is on without it. */
export const isNegative = (flag: Flag): boolean => flag.startsWith("no-");

/** Tells whether the flag takes a value, with or without `=`. */
export const takesValue = (flag: Flag): boolean => FLAGS[flag].type === "string";
