import { removable } from "virtual:step-flags";
import { INFRASTRUCTURES, PARTS } from "../../targets/names.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import type { FlagDefinition } from "./flag-definition.ts";
import { RULE_DEFINITIONS } from "./rule-flags.ts";

/** The flags of `explain`, in the order of the help. */
const EXPLANATION = {
  duration: {
    type: "string",
    value: "<step>=1.5s",
    repeats: true,
    about: "duration of a try, of one step or of all",
  },
  memory: {
    type: "string",
    value: "<step>=512",
    repeats: true,
    about: "memory in MB; both flags are repeatable",
  },
  rate: { type: "string", value: "100/s", about: "starts per s, m, h or d" },
  items: { type: "string", value: "10", about: "number of items of each map" },
  region: {
    type: "string",
    value: "<region>",
    about: "us-east-1 | eu-west-1 | eu-central-1 (us-east-1)",
  },
  prices: {
    type: "string",
    value: "<file>",
    completes: "file",
    about: "your own prices, see docs/explain.md",
  },
  architecture: { type: "string", choices: ["arm64", "x86_64"], about: "of the functions (arm64)" },
  html: {
    type: "string",
    value: "<file>",
    completes: "file",
    about: "write a page in which you can let steps fail",
  },
  run: {
    type: "string",
    value: "<file>",
    completes: "file",
    about: "with --html: output of npm run -s local -- --json",
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
    about: "the workflow, YAML or JSON; - for standard input",
  },
  name: {
    type: "string",
    value: "<name>",
    about: "name of workflow and stack; overrides the file",
  },
  transport: {
    type: "string",
    value: "<name>",
    choices: TRANSPORTS,
    about: `${TRANSPORTS.join(" | ")}; overrides the file`,
  },
  infrastructure: {
    type: "string",
    value: "<name>",
    choices: INFRASTRUCTURES,
    about: `${INFRASTRUCTURES.join(" | ")}; overrides the file`,
  },
  as: {
    type: "string",
    value: "<part>",
    choices: PARTS,
    about: "a CDK construct | a Terraform module",
  },
  "package-manager": {
    type: "string",
    value: "<name>",
    choices: ["npm", "pnpm", "yarn", "bun"],
    about: "npm | pnpm | yarn | bun",
  },
  merge: {
    type: "boolean",
    about: "in a directory with files; keeps their README",
  },
  "no-git": { type: "boolean", about: "create no repository and no commit" },
  after: {
    type: "string",
    value: "<step>",
    completes: "step",
    about: "where to insert it (default: at the end)",
  },
  before: { type: "string", value: "<step>", completes: "step", besides: "after" },
  ...RULE_DEFINITIONS,
  without: {
    type: "string",
    value: "<rule>",
    repeats: true,
    choices: removable,
    about: "rule to remove, e.g. retry; repeatable",
  },
  restore: {
    type: "string",
    value: "<path>",
    completes: "file",
    repeats: true,
    about: "discard edits of a generated file or folder; repeatable",
  },
  strict: { type: "boolean", about: "also exit with 1 for edited generated files" },
  output: {
    type: "string",
    value: "<what>",
    choices: ["workflow", "result", "explanation"],
    about: "workflow (default), result or explanation",
  },
  ...EXPLANATION,
  "allow-dirty": { type: "boolean", about: "also change files with uncommitted edits" },
  conflict: {
    type: "string",
    choices: ["markers"],
    about: "write conflict markers into the files",
  },
  yes: {
    type: "boolean",
    short: "y",
    about: "ask nothing; new creates the order example",
  },
  "dry-run": { type: "boolean", about: "show the changes, write nothing" },
  diff: {
    type: "boolean",
    value: "[path]",
    completes: "file",
    about: "show the changes with contents, of all or one path",
  },
  json: { type: "boolean", about: "print one JSON document; all else goes to stderr" },
  "no-install": { type: "boolean", about: "do not install packages" },
  cwd: {
    type: "string",
    value: "<dir>",
    completes: "directory",
    about: "run as if started in that directory",
  },
  help: { type: "boolean", short: "h", about: "show this help" },
  version: { type: "boolean", short: "v", about: "show the version" },
} as const satisfies Record<string, FlagDefinition>;

export type Flag = keyof typeof FLAGS;

export const EXPLAIN_FLAGS = Object.keys(EXPLANATION) as readonly (keyof typeof EXPLANATION)[];

/** Flags that many commands share, told together in `unchain help flags`. */
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
export type RemovableRule = (typeof FLAGS.without.choices)[number];

export const isFlag = (name: string): name is Flag => Object.hasOwn(FLAGS, name);

/** Returns the definition of a flag, with all that one may have. */
export const definitionOf = (flag: Flag): FlagDefinition => FLAGS[flag];

/** Returns what a flag's value may be, where it is one of a few. */
export const choicesOf = (flag: Flag): readonly string[] | undefined => definitionOf(flag).choices;

/** Tells whether the flag turns off what is on without it. */
export const isNegative = (flag: Flag): boolean => flag.startsWith("no-");

/** Tells whether the flag takes a value, with or without `=`. */
export const takesValue = (flag: Flag): boolean => FLAGS[flag].type === "string";
