import { INFRASTRUCTURES } from "../../targets/names.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { REMOVABLE } from "../../workflow/grammar/step-flags.ts";
import { EXPLANATION } from "./explain-flags.ts";
import type { FlagDefinition } from "./flag-definition.ts";
import { RULES } from "./rule-flags.ts";

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

/** Tells whether the flag takes a value, with or without `=`. */
export const takesValue = (flag: Flag): boolean => FLAGS[flag].type === "string";
