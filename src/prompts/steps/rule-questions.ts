import { DEFAULTS } from "../../workflow/defaults.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { SCHEDULED_TIME } from "../../workflow/rules/data/scheduled-input.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, choicesIn, disableIf, presentOr } from "../ask.ts";
import { aboutThe } from "../jargon.ts";
import { askOptional, type Check, withRule } from "./step-questions.ts";

const IDEMPOTENCY = choicesIn({
  guarded: ["guarded", "Its effect happens once: a record per workflow and step remembers it."],
  key: [
    "once for each key",
    "Its effect happens once for all workflows with the same key, e.g. an order's id.",
  ],
  natural: ["natural", "The step is safe to repeat as it is; no record is kept."],
});

/** Returns a value as text on one line, also where it has come as another type. */
const shown = (value: unknown): string | undefined =>
  value === undefined ? undefined : String(value);

const EXAMPLE_KEY = "input.reference";

const JITTER = choicesIn({
  full: ["full", "Many failures at once do not retry at once."],
  none: ["none", "Exactly the waits above."],
});

const RETRY_QUESTIONS = [
  {
    key: "maxAttempts",
    message: "Retries after the first try",
    hint: "0: never",
    default: String(DEFAULTS.retry.maxAttempts),
  },
  {
    key: "interval",
    message: "Wait before the first retry",
    hint: "e.g. 2s",
    default: formatDuration(DEFAULTS.retry.intervalSeconds),
  },
  {
    key: "backoffRate",
    message: "Each further wait is longer by the factor",
    hint: "back-off rate; 1: always the same",
    default: String(DEFAULTS.retry.backoffRate),
  },
  {
    key: "maxDelay",
    message: "No wait is longer than",
    hint: "e.g. 1m",
    default: formatDuration(DEFAULTS.retry.maxDelaySeconds),
  },
] as const;

const EXPECTED_QUESTIONS = [
  {
    key: "duration",
    message: "How long is a try expected to take of",
    hint: "e.g. 200ms or 1.5s",
    read: (answer: string) => answer,
  },
  { key: "memory", message: "How many MB of memory has", hint: "e.g. 512", read: Number },
] as const;

/** Asks how many of a step may run at once. */
export async function askConcurrency(
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> {
  const put = (answer: string): StepAnswers => ({ ...step, concurrency: Number(answer) });
  const answer = await askOptional(
    ask,
    {
      message: `At most how many of ${step.name} at once?`,
      about: aboutThe("concurrency"),
      hint: "a number",
      validate: (typed) => check(put(typed)),
    },
    shown(step.concurrency),
  );
  return answer === "" ? withRule(step, "concurrency", undefined) : put(answer);
}

/** Asks how many items of a map may be worked on at once. */
export async function askMaxConcurrency(
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> {
  const { maxConcurrency, ...map } = step.map ?? { items: "", steps: [] };
  const put = (answer: string) => ({ ...step, map: { ...map, maxConcurrency: Number(answer) } });
  const answer = await askOptional(
    ask,
    {
      message: `At most how many items of ${step.name} at once?`,
      hint: "a number up to 40",
      validate: (typed) => check(put(typed)),
    },
    shown(maxConcurrency),
  );
  return answer === "" ? { ...step, map } : put(answer);
}

/** Asks how the work of a step is kept from being done twice. */
export async function askIdempotency(
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> {
  const { idempotency: present } = step;
  const isKeyed = typeof present === "object";
  const idempotency = await ask.choice({
    message: `When the same work of ${step.name} arrives twice`,
    about: aboutThe("idempotency"),
    choices: IDEMPOTENCY.map((choice) =>
      choice.value === "key"
        ? disableIf(choice, check({ ...step, idempotency: { key: SCHEDULED_TIME } }))
        : choice,
    ),
    default: present === undefined ? "guarded" : isKeyed ? "key" : present,
  });
  if (idempotency === "guarded") return withRule(step, "idempotency", undefined);
  if (idempotency === "natural") return { ...step, idempotency };
  const key = await ask.text({
    message: `${step.name} once for each what?`,
    about: aboutThe("paths"),
    hint: "a path into the workflow state, e.g. input.orderId",
    ...presentOr(isKeyed ? present.key : undefined, EXAMPLE_KEY),
    validate: (answer) => check({ ...step, idempotency: { key: answer } }),
  });
  const window = await askOptional(
    ask,
    {
      message: `How long do others get the first result of ${step.name}?`,
      hint: `e.g. 1h; left out: ${formatDuration(DEFAULTS.windowSeconds)}`,
      validate: (answer) => check({ ...step, idempotency: { key, window: answer } }),
    },
    isKeyed ? present.window : undefined,
  );
  return { ...step, idempotency: { key, ...(window !== "" && { window }) } };
}

/** Asks how long a step is going to take, and with how much memory; empty for not known. */
export async function askExpected(
  ask: Ask,
  check: Check,
  start: StepAnswers,
): Promise<StepAnswers> {
  let step = start;
  for (const { key, message, hint, read } of EXPECTED_QUESTIONS) {
    const put = (answer: string): StepAnswers => {
      const { [key]: _, ...others } = step.expected ?? {};
      const expected = { ...others, ...(answer !== "" && { [key]: read(answer) }) };
      return withRule(step, "expected", Object.keys(expected).length > 0 ? expected : undefined);
    };
    const answer = await askOptional(
      ask,
      {
        message: `${message} ${step.name}?`,
        about: aboutThe("expected"),
        hint,
        validate: (typed) => check(put(typed)),
      },
      shown(step.expected?.[key]),
    );
    step = put(answer);
  }
  return step;
}

/** Asks how long one try may take. */
export async function askTimeout(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const usual = formatDuration(DEFAULTS.timeoutSeconds);
  const timeout = await ask.text({
    message: `Timeout of one try of ${step.name}`,
    hint: "1s to 15m",
    ...presentOr(step.timeout, usual),
    validate: (answer) => check({ ...step, timeout: answer }),
  });
  return withRule(step, "timeout", timeout === usual ? undefined : timeout);
}

/** Asks how a step is tried again. */
export async function askRetry(ask: Ask, check: Check, start: StepAnswers): Promise<StepAnswers> {
  let step = start;
  const put = (key: string, answer: string): StepAnswers => ({
    ...step,
    retry: { ...step.retry, [key]: /^[\d.]+$/.test(answer) ? Number(answer) : answer },
  });
  const answered = (key: string, answer: string, usual: string): StepAnswers => {
    if (answer !== usual) return put(key, answer);
    const { [key]: _, ...retry } = step.retry ?? {};
    return withRule(step, "retry", Object.keys(retry).length === 0 ? undefined : retry);
  };
  for (const { key, message, ...question } of RETRY_QUESTIONS) {
    const present = shown(step.retry?.[key]);
    const answer = await ask.text({
      ...question,
      message: `${message} (${step.name})`,
      about: aboutThe("retry"),
      ...(present !== undefined && { present }),
      validate: (text) => check(put(key, text)),
    });
    step = answered(key, answer, question.default);
    if (key === "maxAttempts" && Number(answer) === 0) return step;
  }
  const jitter = await ask.choice({
    message: `Spread the waits of ${step.name} at random`,
    choices: JITTER,
    default: step.retry?.jitter === "none" ? "none" : DEFAULTS.retry.jitter,
  });
  return answered("jitter", jitter, DEFAULTS.retry.jitter);
}
