import { ROUTES } from "../../workflow/grammar/failure-keys.ts";
import { kebabCase } from "../../workflow/letter-case.ts";
import type { OnFailure } from "../../workflow/workflow.ts";
import { nameOf, type StepAnswers, type TaskAnswers } from "../answers.ts";
import { type Ask, disableIf } from "../ask.ts";
import { stepKey, withKey, wordChoices, wordsFor } from "./key-question.ts";

/** Checks the workflow with this step. */
export type Check = (step: StepAnswers) => true | string;

/** Asks what follows where no rule names the error. */
export const askOnFailure = (
  ask: Ask,
  check: Check,
  step: StepAnswers,
  message: string,
): Promise<StepAnswers> =>
  askRoute(
    ask,
    check,
    step,
    { ...wordsFor(stepKey("onFailure"), step.name), message, present: step.onFailure ?? "fail" },
    (routed, onFailure) =>
      withNeededFallback(
        withKey(routed, ["onFailure"], onFailure === "fail" ? undefined : onFailure),
      ),
  );

/** Takes out a fallback that no failure leads to: it would be refused. */
export function withNeededFallback(step: StepAnswers): StepAnswers {
  const routes = [step.onFailure, ...(step.catch ?? []).map(({ onFailure }) => onFailure)];
  return routes.includes("fallback") ? step : withKey(step, ["fallback"], undefined);
}

/** The step with a route in it. */
type PutRoute = (step: StepAnswers, onFailure: OnFailure) => StepAnswers;

interface RouteQuestion {
  readonly message: string;
  readonly about?: string;
  readonly present: OnFailure;
}

/** Asks where a failure leads to, and for what that needs and is not there yet. */
async function askRoute(
  ask: Ask,
  check: Check,
  step: StepAnswers,
  { present, ...question }: RouteQuestion,
  put: PutRoute,
): Promise<StepAnswers> {
  const choices = wordChoices(ROUTES, stepKey("onFailure")).map((choice) =>
    disableIf(choice, routeVerdict(check, put(step, choice.value), choice.value)),
  );
  const onFailure = await ask.choice({ ...question, choices, default: present });
  const routed = put(step, onFailure);
  if (onFailure === "fallback" && step.fallback === undefined) {
    return { ...routed, fallback: await askFallback(ask, check, routed) };
  }
  return onFailure === "compensate" && routed.compensation === undefined
    ? askCompensation(ask, check, routed)
    : routed;
}

const askFallback = (ask: Ask, check: Check, step: StepAnswers): Promise<string> =>
  ask.text({
    ...wordsFor(stepKey("fallback"), step.name),
    hint: "it gets a function of its own",
    default: `${step.name}-fallback`,
    normalise: kebabCase,
    validate: (answer) => check({ ...step, fallback: answer }),
  });

function routeVerdict(check: Check, routed: StepAnswers, onFailure: OnFailure): true | string {
  if (onFailure === "fallback") return check({ fallback: "fallback-to-come", ...routed });
  const verdict = check(routed);
  return verdict !== true && onFailure === "compensate"
    ? check({ compensation: "undo-to-come", ...routed })
    : verdict;
}

/** Asks what undoes a step; empty for nothing, unless a failure asks for it. */
export async function askCompensation(
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> {
  const [, ...object] = step.name.split("-");
  const present = step.compensation && nameOf(step.compensation);
  const put = (name: string) =>
    withKey(step, ["compensation"], name === "" ? undefined : named(step.compensation, name));
  const isNeeded = check(put("")) !== true;
  const compensation = await ask.text({
    ...wordsFor(stepKey("compensation"), step.name),
    hint: `e.g. cancel-${object.join("-") || step.name}${isNeeded ? "" : "; empty for none"}`,
    ...(present !== undefined && { present }),
    normalise: kebabCase,
    validate: (answer) => check(put(answer)),
  });
  return put(compensation);
}

/** A task under a name, with the rules that it has. */
const named = (task: TaskAnswers | undefined, name: string): TaskAnswers =>
  typeof task === "object" ? { ...task, name } : name;

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

/** Asks for errors with routes of their own, those that are there first, until there are no more. */
export async function askErrors(
  ask: Ask,
  check: Check,
  step: StepAnswers,
  count = 0,
): Promise<StepAnswers> {
  const rules = step.catch ?? [];
  const present = rules[count];
  const isFunction = step.parallel === undefined && step.map === undefined;
  const what = isFunction ? "that no retry helps against" : "that have a route of their own";
  const put = (one: StepAnswers, errors: readonly string[], onFailure: OnFailure) => ({
    ...one,
    catch: rules.toSpliced(count, 1, { errors, onFailure }),
  });
  const errors = errorNames(
    await ask.text({
      ...wordsFor(stepKey("catch"), step.name),
      message:
        count === 0
          ? `Errors of ${step.name} ${what}`
          : `Errors of ${step.name} with another route, ${count + 1}`,
      hint: "by name, with commas, e.g. PaymentDeclined; empty for none",
      ...(present && { present: present.errors.join(", ") }),
      validate: (answer) =>
        answer === "" || check(put(step, errorNames(answer), present?.onFailure ?? "fail")),
    }),
  );
  if (errors.length === 0) {
    const left = rules.toSpliced(count, 1);
    const without = withKey(step, ["catch"], left.length === 0 ? undefined : left);
    return present && count < left.length
      ? askErrors(ask, check, without, count)
      : withNeededFallback(without);
  }
  const question = {
    message: `On ${errors.join(", ")} in ${step.name}`,
    present: present?.onFailure ?? "fail",
  };
  const routed = await askRoute(ask, check, step, question, (one, onFailure) =>
    put(one, errors, onFailure),
  );
  return askErrors(ask, check, routed, count + 1);
}
