import { DEFAULTS } from "../workflow/defaults.ts";
import { formatDuration } from "../workflow/duration.ts";
import { SCHEDULED_TIME } from "../workflow/schedule-rules.ts";
import type { StepAnswers } from "./answers.ts";
import { type Ask, unlessRefused } from "./ask.ts";
import {
  askCompensation,
  askDescription,
  askErrors,
  askOnFailure,
  askOptional,
  type Check,
  shown,
  withRule,
} from "./step-questions.ts";

const IDEMPOTENCY = [
  {
    value: "guarded",
    name: "guarded",
    description: "Its effect happens once: a record per workflow and step remembers it.",
  },
  {
    value: "key",
    name: "once for each key",
    description: "Its effect happens once for all workflows with the same key, e.g. an order's id.",
  },
  {
    value: "natural",
    name: "natural",
    description: "The step is safe to repeat as it is; no record is kept.",
  },
] as const;

const EXAMPLE_KEY = "input.reference";

const JITTER = [
  { value: "full", name: "full", description: "Many failures at once do not retry at once." },
  { value: "none", name: "none", description: "Exactly the waits above." },
] as const;

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

/** Asks for the rules of a step that is a function: how it is undone, what happens when it fails. */
export async function askFunction(
  ask: Ask,
  check: Check,
  start: StepAnswers,
): Promise<StepAnswers> {
  const { name } = start;
  const described = await askDescription(ask, check, start);
  const undone = await askCompensation(ask, check, described);
  const step = await askOnFailure(
    ask,
    check,
    undone,
    `When ${name} fails for good, after its retries`,
  );
  const wantsMore = await ask.yesNo({
    message: "More rules for this step? (permanent errors, timeout, retry, concurrency)",
    default: MORE_KEYS.some((key) => step[key] !== undefined),
  });
  return wantsMore ? askMoreRules(ask, check, step) : step;
}

/** What is asked only where somebody wants more rules. */
const MORE_KEYS = [
  "catch",
  "timeout",
  "retry",
  "concurrency",
  "idempotency",
  "claimCheck",
] as const;

async function askMoreRules(ask: Ask, check: Check, start: StepAnswers): Promise<StepAnswers> {
  const caught = await askErrors(ask, check, start);
  const retried = await askRetry(ask, check, await askTimeout(ask, check, caught));
  const concurrency = await askOptional(
    ask,
    {
      message: "At most how many at once?",
      hint: "concurrency; empty: no limit of its own",
      validate: (answer) => check({ ...retried, concurrency: Number(answer) }),
    },
    shown(retried.concurrency),
  );
  const limited = withRule(
    retried,
    "concurrency",
    concurrency === "" ? undefined : Number(concurrency),
  );
  return askClaimCheck(ask, check, await askIdempotency(ask, check, limited));
}

async function askIdempotency(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const { idempotency: present } = step;
  const isKeyed = typeof present === "object";
  const idempotency = await ask.choice({
    message: "When the same work arrives twice",
    choices: IDEMPOTENCY.map((choice) =>
      choice.value === "key"
        ? unlessRefused(choice, check({ ...step, idempotency: { key: SCHEDULED_TIME } }))
        : choice,
    ),
    default: present === undefined ? "guarded" : isKeyed ? "key" : present,
  });
  if (idempotency === "guarded") return withRule(step, "idempotency", undefined);
  if (idempotency === "natural") return { ...step, idempotency };
  const key = await ask.text({
    message: "Once for each what?",
    hint: "a path into the workflow state, e.g. input.orderId",
    default: isKeyed ? present.key : EXAMPLE_KEY,
    validate: (answer) => check({ ...step, idempotency: { key: answer } }),
  });
  const window = await askOptional(
    ask,
    {
      message: "How long do other workflows get the first one's result?",
      hint: `window, e.g. 1h; empty: ${formatDuration(DEFAULTS.windowSeconds)}`,
      validate: (answer) => check({ ...step, idempotency: { key, window: answer } }),
    },
    isKeyed ? present.window : undefined,
  );
  return { ...step, idempotency: { key, ...(window !== "" && { window }) } };
}

async function askClaimCheck(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const checked: StepAnswers = { ...step, claimCheck: true };
  if (check(checked) !== true) return step;
  const isLarge = await ask.yesNo({
    message: "Can its result be larger than 100 KB? It is then kept in S3",
    default: step.claimCheck ?? false,
  });
  return isLarge ? checked : withRule(step, "claimCheck", undefined);
}

async function askTimeout(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const usual = formatDuration(DEFAULTS.timeoutSeconds);
  const timeout = await ask.text({
    message: "Timeout of one try",
    hint: "1s to 15m",
    default: step.timeout ?? usual,
    validate: (answer) => check({ ...step, timeout: answer }),
  });
  return withRule(step, "timeout", timeout === usual ? undefined : timeout);
}

async function askRetry(ask: Ask, check: Check, start: StepAnswers): Promise<StepAnswers> {
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
  for (const { key, ...question } of RETRY_QUESTIONS) {
    const answer = await ask.text({
      ...question,
      default: shown(step.retry?.[key]) ?? question.default,
      validate: (text) => check(put(key, text)),
    });
    step = answered(key, answer, question.default);
    if (key === "maxAttempts" && Number(answer) === 0) return step;
  }
  const jitter = await ask.choice({
    message: "Spread the waits at random",
    choices: JITTER,
    default: step.retry?.jitter === "none" ? "none" : DEFAULTS.retry.jitter,
  });
  return answered("jitter", jitter, DEFAULTS.retry.jitter);
}
