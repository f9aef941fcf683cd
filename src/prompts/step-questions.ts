import { DEFAULTS } from "../workflow/defaults.ts";
import { formatDuration } from "../workflow/duration.ts";
import { kebabCase } from "../workflow/names.ts";
import { SCHEDULED_TIME } from "../workflow/schedule-rules.ts";
import type { OnFailure } from "../workflow/workflow.ts";
import type { StepAnswers } from "./answers.ts";
import { type Ask, type Choice, type TextQuestion, unlessRefused } from "./ask.ts";

const ON_FAILURE: readonly Choice<OnFailure>[] = [
  {
    value: "fail",
    name: "fail",
    description: "The workflow stops; the work is kept, and you can redrive it later.",
  },
  {
    value: "compensate",
    name: "compensate",
    description: "This step and all completed ones are undone, newest first.",
  },
  {
    value: "continue",
    name: "continue",
    description: "The error is noted, and the next step runs.",
  },
  {
    value: "fallback",
    name: "fallback",
    description: "Another step runs in its place; then the workflow goes on.",
  },
];

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

/** What the workflow with this step is worth. */
export type Check = (step: StepAnswers) => true | string;

/** A question that may be answered with nothing. */
export const askOptional = (
  ask: Ask,
  { validate, ...question }: TextQuestion & Required<Pick<TextQuestion, "validate">>,
): Promise<string> =>
  ask.text({ ...question, validate: (answer) => answer === "" || validate(answer) });

/** Asks what a step does; empty for nothing to say. */
export async function askDescription(
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> {
  const description = await askOptional(ask, {
    message: "What does it do?",
    hint: "one line for the README; empty for none",
    validate: (answer) => check({ ...step, description: answer }),
  });
  return description === "" ? step : { ...step, description };
}

/** Asks for the rules of a step that is a function: how it is undone, what happens when it fails. */
export async function askFunction(ask: Ask, check: Check, name: string): Promise<StepAnswers> {
  const described = await askDescription(ask, check, { name });
  const undone = await askCompensation(ask, check, described);
  const step = await askOnFailure(
    ask,
    check,
    undone,
    `When ${name} fails for good, after its retries`,
  );
  const wantsMore = await ask.yesNo({
    message: "More rules for this step? (permanent errors, timeout, retry, concurrency)",
    default: false,
  });
  return wantsMore ? askMoreRules(ask, check, step) : step;
}

/** Asks what follows where no rule names the error. */
export const askOnFailure = (
  ask: Ask,
  check: Check,
  step: StepAnswers,
  message: string,
): Promise<StepAnswers> =>
  askRoute(ask, check, step, message, (routed, onFailure) => ({
    ...routed,
    ...(onFailure !== "fail" && { onFailure }),
  }));

/** Asks where a failure leads to, and for the name of the fallback where there is none yet. */
async function askRoute(
  ask: Ask,
  check: Check,
  step: StepAnswers,
  message: string,
  put: (step: StepAnswers, onFailure: OnFailure) => StepAnswers,
): Promise<StepAnswers> {
  const choices = ON_FAILURE.map((choice) =>
    unlessRefused(choice, routeVerdict(check, step, put, choice.value)),
  );
  const onFailure = await ask.choice({ message, choices, default: "fail" });
  const routed = put(step, onFailure);
  if (onFailure !== "fallback" || step.fallback !== undefined) return routed;
  const fallback = await ask.text({
    message: "Which step runs in its place?",
    hint: "it gets a function of its own",
    default: `${step.name}-fallback`,
    normalise: kebabCase,
    validate: (answer) => check({ ...routed, fallback: answer }),
  });
  return { ...routed, fallback };
}

function routeVerdict(
  check: Check,
  step: StepAnswers,
  put: (step: StepAnswers, onFailure: OnFailure) => StepAnswers,
  onFailure: OnFailure,
): true | string {
  const routed = put(step, onFailure);
  const verdict = check(
    onFailure === "fallback" ? { fallback: "fallback-to-come", ...routed } : routed,
  );
  const isUndo = onFailure === "compensate" && check(put(step, "continue")) === true;
  return verdict !== true && isUndo ? "no step so far has anything that undoes it" : verdict;
}

/** Asks what undoes a step; empty for nothing. */
export async function askCompensation(
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> {
  const [, ...object] = step.name.split("-");
  const compensation = await askOptional(ask, {
    message: "Which step undoes it?",
    hint: `its compensation, e.g. cancel-${object.join("-") || step.name}; empty: nothing to undo`,
    normalise: kebabCase,
    validate: (answer) => check({ ...step, compensation: answer }),
  });
  return compensation === "" ? step : { ...step, compensation };
}

/** Asks whether the compensations of these steps, which no failure asks for, are left out. */
export const askToLeaveOut = (ask: Ask, names: readonly string[]): Promise<boolean> =>
  ask.yesNo({
    message: `No failure asks for the compensation of ${names.join(" and ")}. Leave it out?`,
    default: true,
  });

async function askMoreRules(ask: Ask, check: Check, start: StepAnswers): Promise<StepAnswers> {
  const caught = await askErrors(ask, check, start);
  const retried = await askRetry(ask, check, await askTimeout(ask, check, caught));
  const concurrency = await askOptional(ask, {
    message: "At most how many at once?",
    hint: "concurrency; empty: no limit of its own",
    validate: (answer) => check({ ...retried, concurrency: Number(answer) }),
  });
  const limited: StepAnswers = {
    ...retried,
    ...(concurrency !== "" && { concurrency: Number(concurrency) }),
  };
  return askClaimCheck(ask, check, await askIdempotency(ask, check, limited));
}

async function askIdempotency(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const idempotency = await ask.choice({
    message: "When the same work arrives twice",
    choices: IDEMPOTENCY.map((choice) =>
      choice.value === "key"
        ? unlessRefused(choice, check({ ...step, idempotency: { key: SCHEDULED_TIME } }))
        : choice,
    ),
    default: "guarded",
  });
  if (idempotency === "guarded") return step;
  if (idempotency === "natural") return { ...step, idempotency };
  const key = await ask.text({
    message: "Once for each what?",
    hint: "a path into the workflow state, e.g. input.orderId",
    default: EXAMPLE_KEY,
    validate: (answer) => check({ ...step, idempotency: { key: answer } }),
  });
  const window = await askOptional(ask, {
    message: "How long do other workflows get the first one's result?",
    hint: `window, e.g. 1h; empty: ${formatDuration(DEFAULTS.windowSeconds)}`,
    validate: (answer) => check({ ...step, idempotency: { key, window: answer } }),
  });
  return { ...step, idempotency: { key, ...(window !== "" && { window }) } };
}

async function askClaimCheck(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const checked: StepAnswers = { ...step, claimCheck: true };
  if (check(checked) !== true) return step;
  const isLarge = await ask.yesNo({
    message: "Can its result be larger than 100 KB? It is then kept in S3",
    default: false,
  });
  return isLarge ? checked : step;
}

const errorNames = (answer: string): string[] =>
  answer
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** Asks for errors with routes of their own, until there are no more. */
export async function askErrors(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const rules = step.catch ?? [];
  const isFunction = step.parallel === undefined && step.map === undefined;
  const first = isFunction ? "Errors not worth a retry" : "Errors with another route";
  const withRule = (errors: readonly string[], onFailure: OnFailure): StepAnswers => ({
    ...step,
    catch: [...rules, { errors, onFailure }],
  });
  const errors = errorNames(
    await askOptional(ask, {
      message: rules.length === 0 ? first : "Others, with another route",
      hint: "by name, with commas, e.g. PaymentDeclined; empty: none",
      validate: (answer) => check(withRule(errorNames(answer), "fail")),
    }),
  );
  if (errors.length === 0) return step;
  const routed = await askRoute(ask, check, step, `On ${errors.join(", ")}`, (_, onFailure) =>
    withRule(errors, onFailure),
  );
  return askErrors(ask, check, routed);
}

async function askTimeout(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const usual = formatDuration(DEFAULTS.timeoutSeconds);
  const timeout = await ask.text({
    message: "Timeout of one try",
    hint: "1s to 15m",
    default: usual,
    validate: (answer) => check({ ...step, timeout: answer }),
  });
  return timeout === usual ? step : { ...step, timeout };
}

async function askRetry(ask: Ask, check: Check, start: StepAnswers): Promise<StepAnswers> {
  let step = start;
  const put = (key: string, answer: string): StepAnswers => ({
    ...step,
    retry: { ...step.retry, [key]: /^[\d.]+$/.test(answer) ? Number(answer) : answer },
  });
  for (const { key, ...question } of RETRY_QUESTIONS) {
    const answer = await ask.text({ ...question, validate: (text) => check(put(key, text)) });
    if (answer !== question.default) step = put(key, answer);
    if (key === "maxAttempts" && Number(answer) === 0) return step;
  }
  const jitter = await ask.choice({
    message: "Spread the waits at random",
    choices: JITTER,
    default: DEFAULTS.retry.jitter,
  });
  return jitter === DEFAULTS.retry.jitter ? step : put("jitter", jitter);
}
