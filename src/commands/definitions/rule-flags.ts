import type { FlagDefinition } from "./flag-definition.ts";

/** The flags of `add step` and `edit step` that say what a step is. */
export const RULES = {
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
    repeats: true,
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

export const isRuleFlag = (name: string): name is RuleFlag => Object.hasOwn(RULES, name);
