/** A flag of the command line: what the parser, the help and the completion know of it. */
export interface FlagDefinition {
  readonly type: "boolean" | "string";
  readonly short?: string;
  /** What its value looks like, in help and in errors; of one that takes a path, a step or one of a few, what it is. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** What a shell completes its value with. */
  readonly completes?: "step" | "file" | "directory";
  /** One line of help. */
  readonly about?: string;
  /** The flag in whose line of help this one is told too. */
  readonly besides?: string;
}

const RULES = {
  wait: { type: "string", value: "10m", about: "it is a pause, or asks and waits so long" },
  approval: { type: "string", value: "3d", besides: "wait" },
  description: { type: "string", value: '"<text>"', about: "one line for the README" },
  timeout: {
    type: "string",
    value: "30s",
    about: "of one try, to 15m (30s); so many at once",
  },
  concurrency: { type: "string", value: "10", besides: "timeout" },
  "max-attempts": { type: "string", value: "3", about: "retries after the first try (3)" },
  interval: { type: "string", value: "2s", about: "the first wait (2s), and the longest (1m)" },
  "max-delay": { type: "string", value: "1m", besides: "interval" },
  "backoff-rate": { type: "string", value: "2", about: "how much longer each wait is (2)" },
  jitter: { type: "string", choices: ["full", "none"], about: "spread the waits at random (full)" },
  catch: {
    type: "string",
    value: "<Error>:compensate",
    about: "errors not worth a retry; may be repeated",
  },
  "on-failure": {
    type: "string",
    value: "<what>",
    choices: ["fail", "compensate", "continue", "fallback"],
    about: "fail, compensate, continue, fallback (fail)",
  },
  fallback: {
    type: "string",
    value: "<step>",
    completes: "step",
    about: "runs in its place; undoes it",
  },
  compensation: { type: "string", value: "<step>", completes: "step", besides: "fallback" },
  idempotency: { type: "string", choices: ["natural"], about: "it is safe to repeat as it is" },
  "idempotency-key": {
    type: "string",
    value: "input.orderId",
    about: "done once for all that have the same",
  },
  "idempotency-window": { type: "string", value: "1h", about: "for so long (28d)" },
  "claim-check": { type: "boolean", about: "its result is kept in S3, not passed on" },
  "expected-duration": {
    type: "string",
    value: "1.5s",
    about: "how long a try takes, for unchain explain",
  },
  "expected-memory": { type: "string", value: "512", about: "its memory in MB, for the same" },
} as const satisfies Record<string, FlagDefinition>;

/** A flag that says what a step is, or what shall happen when it fails. */
export type RuleFlag = keyof typeof RULES;

export const RULE_FLAGS = Object.keys(RULES) as readonly RuleFlag[];

const EXPLANATION = {
  duration: {
    type: "string",
    value: "<step>=1.5s",
    about: "how long a try of the step takes, or of each",
  },
  memory: { type: "string", value: "<step>=512", about: "its memory in MB; both may be repeated" },
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

/** A flag of `explain`. */
export type ExplainFlag = keyof typeof EXPLANATION;

export const EXPLAIN_FLAGS = Object.keys(EXPLANATION) as readonly ExplainFlag[];

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
    choices: ["queue", "state-machine"],
    about: "queue | state-machine; wins over the file",
  },
  infrastructure: {
    type: "string",
    value: "<name>",
    choices: ["sam"],
    about: "sam; wins over the file",
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
    choices: [
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

export const isExplainFlag = (name: string): name is ExplainFlag =>
  Object.hasOwn(EXPLANATION, name);

export const isRuleFlag = (name: string): name is RuleFlag => Object.hasOwn(RULES, name);

/** Returns the definition of a flag, with all that one may have. */
export const definitionOf = (flag: Flag): FlagDefinition => FLAGS[flag];

/** Returns what a flag's value may be, where it is one of a few. */
export const choicesOf = (flag: Flag): readonly string[] | undefined => definitionOf(flag).choices;

/** Tells whether the flag takes a value, with or without `=`. */
export const takesValue = (flag: Flag): boolean => FLAGS[flag].type === "string";
