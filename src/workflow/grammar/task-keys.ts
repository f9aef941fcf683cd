import { LIMITS } from "../limits.ts";
import {
  COMPENSATION_RETRY,
  caught,
  FALLBACK_ROUTES,
  IDEMPOTENCY_KEY,
  RETRY,
  ROUTES,
  routeKey,
} from "./failure-keys.ts";
import { type Keys, keys } from "./shape.ts";
import * as a from "./values.ts";

const nameKey = (says: string) =>
  ({ shape: a.name(), says, example: "create-order", required: true }) as const;

const description = {
  shape: a.description,
  says: "What it does, on one line.",
  example: "Charge the card.",
  flag: { name: "description", value: '"<text>"', about: "one line for the README" },
  question: { asks: "What does {step} do?", rule: "a description" },
} as const;

const timeout = {
  shape: a.duration({ from: LIMITS.minTimeoutSeconds, to: LIMITS.maxTimeoutSeconds }),
  says: "How long one try may take, 1s to 15m. Default 30s.",
  default: 30,
  field: "timeoutSeconds",
  example: "30s",
  flag: { name: "timeout", value: "30s", about: "limit of one try (30s), of parallel tries" },
  question: { asks: "Timeout of one try of {step}", rule: "a timeout" },
} as const;

const retryKey = <const Table extends Keys>(table: Table) =>
  ({
    shape: a.mapping(table, { takes: "a mapping of retry settings" }),
    says: "How transient errors, crashes and time-outs are repeated.",
    default: a.defaultsOf(table),
    example: "{ maxAttempts: 5 }",
    question: { rule: "retries" },
  }) as const;

const concurrency = {
  shape: a.whole(LIMITS.minConcurrency),
  says: "At most this many at once.",
  example: "10",
  flag: { name: "concurrency", value: "10", besides: "timeout" },
  question: {
    asks: "At most how many of {step} at once?",
    about: "How many copies of its function run at the same time.",
    rule: "a limit at once",
  },
} as const;

const idempotency = {
  shape: a.wordOr(
    a.choice(["natural"], ["a mapping of key and window"]),
    "Safe to repeat as it is.",
    a.mapping(IDEMPOTENCY_KEY),
    "natural or a mapping of key and window, or is left out",
  ),
  says: "What keeps a repeat from having its effect twice. Left out: guarded by workflow id and step.",
  default: "guarded",
  example: "{ key: input.orderId, window: 1h }",
  flag: { name: "idempotency", choices: ["natural"], about: "the step is safe to repeat" },
  question: {
    asks: "When the same work of {step} arrives twice",
    about: "Queues may deliver the same work twice, rarely.",
    rule: "the same work twice",
  },
} as const;

const claimCheck = {
  shape: a.truth,
  says: "Keep the result in S3 and pass a reference on, for results of any size.",
  example: "true",
  flag: { name: "claim-check", isSwitch: true, about: "store its result in S3" },
  question: { rule: "a large result" },
} as const;

const catchKey = <const Routes extends readonly string[]>(routes: Routes) =>
  ({
    shape: a.list(
      a.mapping(caught(routes), {
        example: "- { errors: [PaymentDeclined], onFailure: compensate }",
      }),
      "a list of errors and what follows them",
    ),
    says: "Routes by error name, first match wins; what is named here is not retried.",
    default: [],
    example: "[{ errors: [PaymentDeclined], onFailure: compensate }]",
    flag: {
      name: "catch",
      value: "<Error>:compensate",
      repeats: true,
      about: "errors that are not retried; repeatable",
    },
    question: {
      about: "The name of an error that your code throws; it is not retried.",
      rule: "errors by name",
    },
  }) as const;

const UNDOES = "The step that undoes this one.";

/** The keys of a compensation. */
const COMPENSATION = keys({
  name: nameKey(UNDOES),
  description,
  timeout,
  retry: retryKey(COMPENSATION_RETRY),
  concurrency,
  idempotency,
});

const compensation = {
  shape: a.named(UNDOES, a.mapping(COMPENSATION)),
  says: "The step that undoes this one: its name, or its name and failure rules.",
  example: "refund-payment",
  flag: { name: "compensation", value: "<step>", completes: "step", besides: "fallback" },
  question: {
    asks: "Which step undoes {step}?",
    about: "A compensation undoes what its step did, e.g. refunds a charge.",
    rule: "what undoes it",
  },
} as const;

const REPLACES = "The step that runs in place of this one.";

/** The keys of a fallback. */
export const FALLBACK = keys({
  name: nameKey(REPLACES),
  description,
  timeout,
  retry: retryKey(RETRY),
  catch: catchKey(FALLBACK_ROUTES),
  onFailure: { ...routeKey(FALLBACK_ROUTES), default: "fail" },
  compensation,
  concurrency,
  idempotency,
  claimCheck,
});

/** The keys that every step has. */
export const NAMED = keys({
  name: nameKey("Unique in the workflow; the file src/steps/<name>.ts has its code."),
  description,
});

/** The keys of a step that can fail. */
export const FAILING = keys({
  catch: catchKey(ROUTES),
  onFailure: {
    ...routeKey(ROUTES),
    default: "fail",
    flag: {
      name: "on-failure",
      value: "<what>",
      choices: ROUTES,
      about: "fail, compensate, continue, fallback (fail)",
    },
    question: {
      about: "What the workflow does when retries do not help.",
      words: {
        fail: "The workflow stops; the work is kept, and you can redrive it later.",
        compensate: "This step and all completed ones are undone, newest first.",
        continue: "The error is noted, and the next step runs.",
        fallback: "Another step runs in its place; then the workflow goes on.",
      },
    },
  },
  compensation,
  fallback: {
    shape: a.named(REPLACES, a.mapping(FALLBACK)),
    says: "The step that runs in place of this one: its name, or its name and failure rules.",
    example: "ask-by-mail",
    flag: {
      name: "fallback",
      value: "<step>",
      completes: "step",
      about: "step that runs instead; that undoes it",
    },
    question: { asks: "Which step runs in the place of {step}?" },
  },
});

/** The keys of `expected` of a step. */
export const EXPECTED_STEP = keys({
  duration: {
    shape: a.tryDuration,
    says: "How long one try takes, 1ms to 15m: a number and ms, s or m, e.g. 1.5s.",
    field: "durationMs",
    example: "1.5s",
    flag: {
      name: "expected-duration",
      value: "1.5s",
      about: "duration of a try, for unchain explain",
    },
    question: { asks: "How long is a try expected to take of {step}?" },
  },
  memory: {
    shape: a.memory,
    says: "MB of memory that its function has.",
    field: "memoryMb",
    example: "512",
    flag: { name: "expected-memory", value: "512", about: "memory in MB, for unchain explain" },
    question: { asks: "How many MB of memory has {step}?" },
  },
});

/** The keys of a function: how it is tried and kept from having its effect twice. */
export const FUNCTION = keys({
  ...NAMED,
  timeout,
  retry: retryKey(RETRY),
  concurrency,
  idempotency,
  claimCheck,
});

/** The keys of a step that is a function, in the order in which they are written. */
export const TASK = keys({
  ...NAMED,
  timeout,
  retry: retryKey(RETRY),
  catch: FAILING.catch,
  onFailure: FAILING.onFailure,
  fallback: FAILING.fallback,
  compensation,
  concurrency,
  idempotency,
  claimCheck,
  expected: {
    shape: a.mapping(EXPECTED_STEP),
    says: "What is expected of the step, for unchain explain; it changes nothing that the step does.",
    example: "{ duration: 1.5s, memory: 512 }",
    question: { rule: "its time and memory" },
  },
});
