import { kebabCase } from "../workflow/names.ts";
import type { OnFailure } from "../workflow/workflow.ts";
import { nameOf, type StepAnswers, type TaskAnswers } from "./answers.ts";
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

/** What the workflow with this step is worth. */
export type Check = (step: StepAnswers) => true | string;

type OptionalQuestion = TextQuestion & Required<Pick<TextQuestion, "hint" | "validate">>;

/** What is typed to take away what is there. */
const NONE = "none";

/**
 * A question that may be answered with nothing.
 *
 * @param present what is there already: Enter keeps it
 */
export function askOptional(
  ask: Ask,
  { validate, hint, normalise = (answer) => answer, ...question }: OptionalQuestion,
  present?: string,
): Promise<string> {
  const isThere = present !== undefined;
  return ask.text({
    ...question,
    hint: isThere
      ? hint.replace(/; empty: .*$|; empty for none$|$/, `; ${NONE}: take it out`)
      : hint,
    ...(isThere && { default: present }),
    normalise: (answer) => (isThere && answer === NONE ? "" : normalise(answer)),
    validate: (answer) => answer === "" || validate(answer),
  });
}

/** A step with another value of a key; empty or `undefined`: without it. */
export function withRule<Key extends keyof StepAnswers>(
  step: StepAnswers,
  key: Key,
  value: StepAnswers[Key] | undefined,
): StepAnswers {
  const { [key]: _, ...others } = step;
  return (value === undefined || value === "" ? others : { ...step, [key]: value }) as StepAnswers;
}

/** What is written on one line, also where it has come as another type. */
export const shown = (value: unknown): string | undefined =>
  value === undefined ? undefined : String(value);

/** Asks what a step does; empty for nothing to say. */
export async function askDescription(
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> {
  const description = await askOptional(
    ask,
    {
      message: "What does it do?",
      hint: "one line for the README; empty for none",
      validate: (answer) => check({ ...step, description: answer }),
    },
    step.description,
  );
  return withRule(step, "description", description);
}

/** Asks what follows where no rule names the error. */
export const askOnFailure = (
  ask: Ask,
  check: Check,
  step: StepAnswers,
  message: string,
): Promise<StepAnswers> =>
  askRoute(ask, check, step, message, (routed, onFailure) =>
    withNeededFallback(withRule(routed, "onFailure", onFailure === "fail" ? undefined : onFailure)),
  );

/** A fallback that no failure leads to is not asked for, and would be refused. */
function withNeededFallback(step: StepAnswers): StepAnswers {
  const routes = [step.onFailure, ...(step.catch ?? []).map(({ onFailure }) => onFailure)];
  return routes.includes("fallback") ? step : withRule(step, "fallback", undefined);
}

/** Asks where a failure leads to, and for the name of the fallback where there is none yet. */
async function askRoute(
  ask: Ask,
  check: Check,
  step: StepAnswers,
  message: string,
  put: (step: StepAnswers, onFailure: OnFailure) => StepAnswers,
  preset: OnFailure = step.onFailure ?? "fail",
): Promise<StepAnswers> {
  const choices = ON_FAILURE.map((choice) =>
    unlessRefused(choice, routeVerdict(check, step, put, choice.value)),
  );
  const onFailure = await ask.choice({ message, choices, default: preset });
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
  const compensation = await askOptional(
    ask,
    {
      message: "Which step undoes it?",
      hint: `its compensation, e.g. cancel-${object.join("-") || step.name}; empty: nothing to undo`,
      normalise: kebabCase,
      validate: (answer) => check({ ...step, compensation: named(step.compensation, answer) }),
    },
    step.compensation && nameOf(step.compensation),
  );
  return withRule(step, "compensation", named(step.compensation, compensation));
}

/** A task under a name, with the rules that it has. */
const named = (task: TaskAnswers | undefined, name: string): TaskAnswers =>
  typeof task === "object" && name !== "" ? { ...task, name } : name;

/** Asks whether the compensations of these steps, which no failure asks for, are left out. */
export const askToLeaveOut = (ask: Ask, names: readonly string[]): Promise<boolean> =>
  ask.yesNo({
    message: `No failure asks for the compensation of ${names.join(" and ")}. Leave it out?`,
    default: true,
  });

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
  const caught = (errors: readonly string[], onFailure: OnFailure): StepAnswers => ({
    ...step,
    catch: [...rules, { errors, onFailure }],
  });
  const errors = errorNames(
    await askOptional(ask, {
      message: rules.length === 0 ? first : "Others, with another route",
      hint: "by name, with commas, e.g. PaymentDeclined; empty: none",
      validate: (answer) => check(caught(errorNames(answer), "fail")),
    }),
  );
  if (errors.length === 0) return step;
  const message = `On ${errors.join(", ")}`;
  const put = (_: StepAnswers, onFailure: OnFailure) => caught(errors, onFailure);
  return askErrors(ask, check, await askRoute(ask, check, step, message, put, "fail"));
}
