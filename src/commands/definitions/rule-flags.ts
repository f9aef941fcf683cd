import type { FlagDefinition } from "./flag-definition.ts";

/** The flags of `add step` and `edit step` that say what a step is. */
export const RULES = {
  wait: { type: "string", value: "10m", about: "a wait, or an approval with this timeout" },
  approval: { type: "string", value: "3d", besides: "wait" },
  description: { type: "string", value: '"<text>"', about: "one line for the README" },
  timeout: {
    type: "string",
    value: "30s",
    about: "limit of one try (30s), of parallel tries",
  },
  concurrency: { type: "string", value: "10", besides: "timeout" },
  "max-attempts": { type: "string", value: "3", about: "retries after the first try (3)" },
  interval: { type: "string", value: "2s", about: "first delay (2s) and longest delay (1m)" },
  "max-delay": { type: "string", value: "1m", besides: "interval" },
  "backoff-rate": { type: "string", value: "2", about: "factor from delay to delay (2)" },
  jitter: { type: "string", choices: ["full", "none"], about: "randomize the delays (full)" },
  catch: {
    type: "string",
    value: "<Error>:compensate",
    about: "errors that are not retried; repeatable",
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
    about: "step that runs instead; that undoes it",
  },
  compensation: { type: "string", value: "<step>", completes: "step", besides: "fallback" },
  idempotency: { type: "string", choices: ["natural"], about: "the step is safe to repeat" },
  "idempotency-key": {
    type: "string",
    value: "input.orderId",
    about: "run once for all workflows with this value",
  },
  "idempotency-window": { type: "string", value: "1h", about: "how long the key counts (28d)" },
  "claim-check": { type: "boolean", about: "store its result in S3" },
  "expected-duration": {
    type: "string",
    value: "1.5s",
    about: "duration of a try, for unchain explain",
  },
  "expected-memory": { type: "string", value: "512", about: "memory in MB, for unchain explain" },
} as const satisfies Record<string, FlagDefinition>;

/** A flag that says what a step is, or what shall happen when it fails. */
export type RuleFlag = keyof typeof RULES;

export const RULE_FLAGS = Object.keys(RULES) as readonly RuleFlag[];

export const isRuleFlag = (name: string): name is RuleFlag => Object.hasOwn(RULES, name);
