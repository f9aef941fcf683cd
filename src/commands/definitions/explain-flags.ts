import type { FlagDefinition } from "./flag-definition.ts";

/** The flags of `explain`, in the order of the help. */
export const EXPLANATION = {
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

export const isExplainFlag = (name: string): name is ExplainFlag =>
  Object.hasOwn(EXPLANATION, name);
