import type { FlagDefinition } from "./flag-definition.ts";

/** The flags of `explain`, in the order of the help. */
export const EXPLANATION = {
  duration: {
    type: "string",
    value: "<step>=1.5s",
    about: "duration of a try, of one step or of all",
  },
  memory: { type: "string", value: "<step>=512", about: "memory in MB; both flags are repeatable" },
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

/** A flag of `explain`. */
export type ExplainFlag = keyof typeof EXPLANATION;

export const EXPLAIN_FLAGS = Object.keys(EXPLANATION) as readonly ExplainFlag[];

export const isExplainFlag = (name: string): name is ExplainFlag =>
  Object.hasOwn(EXPLANATION, name);
