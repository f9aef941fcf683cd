import { kebabCase } from "../workflow/names.ts";
import type { OnFailure } from "../workflow/workflow.ts";
import type { StepAnswers } from "./answers.ts";
import type { Ask, Choice, TextQuestion } from "./ask.ts";

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

const JITTER = [
  { value: "full", name: "full", description: "Many failures at once do not retry at once." },
  { value: "none", name: "none", description: "Exactly the waits above." },
] as const;

const RETRY_QUESTIONS = [
  { key: "maxAttempts", message: "Retries after the first try", hint: "0: never", default: "3" },
  { key: "interval", message: "Wait before the first retry", hint: "e.g. 2s", default: "2s" },
  {
    key: "backoffRate",
    message: "Each further wait is longer by the factor",
    hint: "back-off rate; 1: always the same",
    default: "2",
  },
  { key: "maxDelay", message: "No wait is longer than", hint: "e.g. 1m", default: "1m" },
] as const;

/** What the workflow with this step is worth. */
export type Check = (step: StepAnswers) => true | string;

/** A question that may be answered with nothing. */
const optional = (
  ask: Ask,
  { validate, ...question }: TextQuestion & Required<Pick<TextQuestion, "validate">>,
): Promise<string> =>
  ask.text({ ...question, validate: (answer) => answer === "" || validate(answer) });

/** What is known about a step before the first question. */
export interface NewStep {
  /** What the step is called in a question, e.g. `Step 2`. */
  readonly title: string;
  /** Its name, where that is known: it is not asked. */
  readonly name?: string;
  /** Taken where somebody only presses Enter. */
  readonly suggestedName?: string;
  readonly check: Check;
}

/** Asks for the name of a step. */
export function askStepName(ask: Ask, { title, suggestedName, check }: NewStep): Promise<string> {
  return ask.text({
    message: `${title}: its name`,
    hint: "what one function does, in words joined by hyphens",
    ...(suggestedName !== undefined && { default: suggestedName }),
    normalise: kebabCase,
    validate: (answer) =>
      answer === "" ? "A step needs a name, e.g. send-parcel." : check({ name: answer }),
  });
}

/** Asks for a step: its name, what happens when it fails, how it is undone. */
export async function askStep(ask: Ask, known: NewStep): Promise<StepAnswers> {
  const { check } = known;
  const name = known.name ?? (await askStepName(ask, known));
  const description = await optional(ask, {
    message: "What does it do?",
    hint: "one line for the README; empty for none",
    validate: (answer) => check({ name, description: answer }),
  });
  const undone = await askCompensation(ask, check, {
    name,
    ...(description !== "" && { description }),
  });
  const step = await askRoute(
    ask,
    check,
    undone,
    `When ${name} fails for good, after its retries`,
    (routed, onFailure) => ({ ...routed, ...(onFailure !== "fail" && { onFailure }) }),
  );
  const wantsMore = await ask.yesNo({
    message: "More rules for this step? (permanent errors, timeout, retry, concurrency)",
    default: false,
  });
  return wantsMore ? askMoreRules(ask, check, step) : step;
}

const withoutCompensate = (choice: Choice<OnFailure>): Choice<OnFailure> =>
  choice.value === "compensate"
    ? { ...choice, disabled: "(no step so far has anything that undoes it)" }
    : choice;

/** Asks where a failure leads to, and for the name of the fallback where there is none yet. */
async function askRoute(
  ask: Ask,
  check: Check,
  step: StepAnswers,
  message: string,
  put: (step: StepAnswers, onFailure: OnFailure) => StepAnswers,
): Promise<StepAnswers> {
  const canCompensate = check(put(step, "compensate")) === true;
  const choices = canCompensate ? ON_FAILURE : ON_FAILURE.map(withoutCompensate);
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

async function askCompensation(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const [, ...object] = step.name.split("-");
  const compensation = await optional(ask, {
    message: "Which step undoes it?",
    hint: `its compensation, e.g. cancel-${object.join("-") || step.name}; empty: nothing to undo`,
    normalise: kebabCase,
    validate: (answer) => check({ ...step, compensation: answer }),
  });
  return compensation === "" ? step : { ...step, compensation };
}

async function askMoreRules(ask: Ask, check: Check, start: StepAnswers): Promise<StepAnswers> {
  const caught = await askPermanentErrors(ask, check, start);
  const retried = await askRetry(ask, check, await askTimeout(ask, check, caught));
  const concurrency = await optional(ask, {
    message: "At most how many at once?",
    hint: "concurrency; empty: no limit of its own",
    validate: (answer) => check({ ...retried, concurrency: Number(answer) }),
  });
  const limited: StepAnswers = {
    ...retried,
    ...(concurrency !== "" && { concurrency: Number(concurrency) }),
  };
  return askClaimCheck(ask, await askIdempotency(ask, check, limited));
}

async function askIdempotency(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const idempotency = await ask.choice({
    message: "When the same work arrives twice",
    choices: IDEMPOTENCY,
    default: "guarded",
  });
  if (idempotency === "guarded") return step;
  if (idempotency === "natural") return { ...step, idempotency };
  const key = await ask.text({
    message: "Once for each what?",
    hint: "a path into the workflow state, e.g. input.orderId",
    default: "input.reference",
    validate: (answer) => check({ ...step, idempotency: { key: answer } }),
  });
  const window = await optional(ask, {
    message: "How long do other workflows get the first one's result?",
    hint: "window, e.g. 1h; empty: 18d",
    validate: (answer) => check({ ...step, idempotency: { key, window: answer } }),
  });
  return { ...step, idempotency: { key, ...(window !== "" && { window }) } };
}

async function askClaimCheck(ask: Ask, step: StepAnswers): Promise<StepAnswers> {
  const isLarge = await ask.yesNo({
    message: "Can its result be larger than 100 KB? It is then kept in S3",
    default: false,
  });
  return isLarge ? { ...step, claimCheck: true } : step;
}

const errorNames = (answer: string): string[] =>
  answer
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

async function askPermanentErrors(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const rules = step.catch ?? [];
  const withRule = (errors: readonly string[], onFailure: OnFailure): StepAnswers => ({
    ...step,
    catch: [...rules, { errors, onFailure }],
  });
  const errors = errorNames(
    await optional(ask, {
      message: rules.length === 0 ? "Errors not worth a retry" : "Others, with another route",
      hint: "by name, with commas, e.g. PaymentDeclined; empty: none",
      validate: (answer) => check(withRule(errorNames(answer), "fail")),
    }),
  );
  if (errors.length === 0) return step;
  const routed = await askRoute(ask, check, step, `On ${errors.join(", ")}`, (_, onFailure) =>
    withRule(errors, onFailure),
  );
  return askPermanentErrors(ask, check, routed);
}

async function askTimeout(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const timeout = await ask.text({
    message: "Timeout of one try",
    hint: "1s to 15m",
    default: "30s",
    validate: (answer) => check({ ...step, timeout: answer }),
  });
  return timeout === "30s" ? step : { ...step, timeout };
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
    default: "full",
  });
  return jitter === "none" ? put("jitter", jitter) : step;
}
