import { DAY_SECONDS } from "../duration.ts";
import { ERROR_NAME_PATTERN, errorNameMistake } from "../error-names.ts";
import { invalidErrorName, invalidKeyPath } from "../findings/invalid-text.ts";
import { LIMITS } from "../limits.ts";
import { KEY_PATH_PATTERN } from "../paths.ts";
import { keys } from "./shape.ts";
import * as a from "./values.ts";

const retry = <const Attempts extends number>(maxAttempts: Attempts) =>
  keys({
    maxAttempts: {
      shape: a.whole(0, LIMITS.maxAttempts),
      says: `Repeats after the first try; 0 = never. Default ${maxAttempts}.`,
      default: maxAttempts,
      example: "3",
      flag: { name: "max-attempts", value: "3", about: "retries after the first try (3)" },
      question: { asks: "Retries after the first try ({step})" },
    },
    interval: {
      shape: a.duration({ from: LIMITS.minIntervalSeconds }),
      says: "The wait before the first repeat, at least 1s. Default 2s.",
      default: 2,
      field: "intervalSeconds",
      example: "2s",
      flag: { name: "interval", value: "2s", about: "first delay (2s) and longest delay (1m)" },
      question: { asks: "Wait before the first retry ({step})" },
    },
    backoffRate: {
      shape: a.atLeast(LIMITS.minBackoffRate),
      says: "What each wait is multiplied by for the next one. Default 2.",
      default: 2,
      example: "2",
      flag: { name: "backoff-rate", value: "2", about: "factor from delay to delay (2)" },
      question: { asks: "Each further wait is longer by the factor ({step})" },
    },
    maxDelay: {
      shape: a.duration({ from: LIMITS.minIntervalSeconds }, "a duration of less than 366d"),
      says: "The longest wait, not shorter than the interval. Default 1m.",
      default: 60,
      field: "maxDelaySeconds",
      example: "1m",
      flag: { name: "max-delay", value: "1m", besides: "interval" },
      question: { asks: "No wait is longer than ({step})" },
    },
    jitter: {
      shape: a.choice(["full", "none"]),
      says: "full (default): a random part of each wait, so that repeats spread out.",
      default: "full",
      example: "full",
      flag: {
        name: "jitter",
        choices: ["full", "none"],
        about: "randomize the delays (full)",
      },
      question: {
        asks: "Spread the waits of {step} at random",
        words: {
          full: "Many failures at once do not retry at once.",
          none: "Exactly the waits above.",
        },
      },
    },
  });

/** The keys of `retry`. */
export const RETRY = retry(3);

/** The keys of `retry` of a compensation, which is tried twice more: nothing else comes after it. */
export const COMPENSATION_RETRY = retry(5);

/** The keys of a mapping `idempotency`. */
export const IDEMPOTENCY_KEY = keys({
  key: {
    shape: a.text({
      patterns: [KEY_PATH_PATTERN],
      takes: "a path into the workflow state: input.<name> or results.<step>.<name>",
      explain: invalidKeyPath,
    }),
    says: "The value for which it runs once: a path into the state, input.<name> or results.<step>.<name>.",
    required: true,
    example: "input.orderId",
    flag: {
      name: "idempotency-key",
      value: "input.orderId",
      about: "run once for all workflows with this value",
    },
    question: { asks: "{step} once for each what?" },
  },
  window: {
    shape: a.duration({ from: LIMITS.minWindowSeconds, to: LIMITS.maxWindowSeconds }),
    says: "How long other workflows with the same key get the first one's result, up to 365d. Default 28d.",
    /** As long as the record of a workflow's own step is kept: 14 days in a queue and 14 in the one behind it. */
    default: 28 * DAY_SECONDS,
    field: "windowSeconds",
    example: "1h",
    flag: { name: "idempotency-window", value: "1h", about: "how long the key counts (28d)" },
    question: { asks: "How long do others get the first result of {step}?" },
  },
});

/** The routes that a step has, and a step in the place of another. */
export const ROUTES = ["fail", "compensate", "continue", "fallback"] as const;
export const FALLBACK_ROUTES = ["fail", "compensate", "continue"] as const;

const NO_SECOND = { fallback: "a fallback cannot have a fallback" };

const errorName = a.text({
  patterns: [ERROR_NAME_PATTERN],
  test: (name) => errorNameMistake(name) === undefined,
  takes: "the name of an error",
  example: "errors: [PaymentDeclined]",
  explain: invalidErrorName,
});

/** Returns the key that says where a failure leads, with these routes. */
export const routeKey = <const Routes extends readonly string[]>(routes: Routes) =>
  ({
    shape: a.choice(routes, [], NO_SECOND),
    says: "What follows when retries are exhausted or the error is permanent. Default fail.",
    example: "compensate",
  }) as const;

/** The keys of an item of `catch`. */
export const caught = <const Routes extends readonly string[]>(routes: Routes) =>
  keys({
    errors: {
      shape: a.list(errorName, "a list of at least one error name", 1),
      says: "Names of errors the step throws.",
      required: true,
      example: "[PaymentDeclined]",
    },
    onFailure: { ...routeKey(routes), required: true },
  });
