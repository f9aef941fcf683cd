import { counted } from "../../messages/words.ts";
import { formOf } from "../../workflow/grammar/step-keys.ts";
import { SCHEDULED_TIME } from "../../workflow/rules/data/scheduled-input.ts";
import type { Step } from "../../workflow/workflow.ts";
import { countInside, type StepAnswers } from "../answers.ts";
import { type Ask, type Choice, choicesIn, disableIf, presentOr } from "../ask.ts";
import { aboutThe } from "../jargon.ts";
import { askChoiceStep, askMap, askParallel } from "./block-questions.ts";
import { askName, freeName, type StepPlace } from "./place.ts";
import { askOnFailure, type Check } from "./step-questions.ts";

export type Form = Step["form"];

const KINDS = choicesIn<Form>({
  task: ["a function", "It runs your code."],
  wait: ["a wait", "A pause; nothing runs, and nothing is paid for."],
  choice: ["a choice", "Other steps for other work: the first branch whose condition holds."],
  parallel: ["branches at once", "A parallel: it goes on when all branches are done."],
  map: ["a list's items", "A map: the same steps for each item; it goes on when all are done."],
  approval: ["an approval", "A function that asks, and a person who approves or rejects."],
});

const ITEM_TO_COME = [{ name: "item-to-come" }];

/** The least that a step of each form consists of, whatever starts the workflow. */
const LEAST: Readonly<Record<Form, Omit<StepAnswers, "name">>> = {
  task: {},
  wait: { wait: "1s" },
  approval: { approval: { timeout: "1m" } },
  choice: { choice: [{ otherwise: [] }] },
  parallel: { parallel: [] },
  map: { map: { items: SCHEDULED_TIME, steps: ITEM_TO_COME } },
};

/** Returns the kinds of step as choices, closed where the workflow cannot have one there. */
export const kindsAt = (check: Check): readonly Choice<Form>[] =>
  KINDS.map((kind) => disableIf(kind, check({ name: `this-${kind.value}`, ...LEAST[kind.value] })));

/** Asks which kind of step is put into a place. */
export const askKind = (ask: Ask, message: string, check: Check, present: Form): Promise<Form> =>
  ask.choice({ message, about: aboutThe("kinds"), choices: kindsAt(check), default: present });

/**
 * Asks for a step of a kind.
 *
 * @param start what is known of it, e.g. its answers from before
 */
export function askStep(
  ask: Ask,
  place: StepPlace,
  form: Form,
  start: Partial<StepAnswers> = {},
): Promise<StepAnswers> {
  switch (form) {
    case "task":
      return askTask(ask, place, start);
    case "wait":
      return askWait(ask, place, start);
    case "approval":
      return askApproval(ask, place, start);
    case "choice":
      return askChoiceStep(ask, place, start);
    case "parallel":
      return askParallel(ask, place, start);
    case "map":
      return askMap(ask, place, start);
  }
}

/** Asks once more for a step that is there: what it is, and all else with its answers as they are. */
export async function askAgain(
  ask: Ask,
  place: StepPlace,
  step: StepAnswers,
): Promise<StepAnswers> {
  const present = formOf(step);
  const form = await askKind(ask, `What is ${step.name}?`, place.check, present);
  if (form === present) return askStep(ask, place, form, step);
  const inside = countInside(step);
  const isDropped =
    inside === 0 ||
    (await ask.yesNo({
      message: `That drops what is inside of ${step.name} (${counted(inside, "step")}). Drop it?`,
      default: false,
    }));
  return isDropped ? askStep(ask, place, form, kept(place, form, step)) : step;
}

/** Returns the answers that a step of another kind can keep. */
function kept({ check }: StepPlace, form: Form, step: StepAnswers): StepAnswers {
  const { name, description, onFailure, fallback, compensation } = step;
  const named = { name, ...(description !== undefined && { description }) };
  const ruled = {
    ...named,
    ...(onFailure && { onFailure }),
    ...(fallback && { fallback }),
    ...(compensation && { compensation }),
  };
  return check({ ...ruled, ...LEAST[form] }) === true ? ruled : named;
}

/** Asks for a step that is a function. */
async function askTask(
  ask: Ask,
  place: StepPlace,
  start: Partial<StepAnswers>,
): Promise<StepAnswers> {
  const named = await askName(ask, place, start, (name) => ({ ...start, name }));
  return askTaskFailure(ask, place.check, named);
}

/** Asks what follows where a function fails. */
export const askTaskFailure = (ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> =>
  askOnFailure(ask, check, step, `When ${step.name} fails for good, after its retries`);

/** Asks how long a pause is. */
export const askPause = (
  ask: Ask,
  title: string,
  validate: (answer: string) => true | string,
  present: string | undefined,
): Promise<string> =>
  ask.text({
    message: `${title}: how long does it wait?`,
    hint: "1s to 365d",
    ...presentOr(present, "10m"),
    validate,
  });

async function askWait(
  ask: Ask,
  place: StepPlace,
  start: Partial<StepAnswers>,
): Promise<StepAnswers> {
  const { check, title } = place;
  const put = (wait: string) => (name: string) => ({ ...start, name, wait });
  const any = start.name ?? freeName("wait", check);
  const wait = await askPause(ask, title, (answer) => check(put(answer)(any)), start.wait);
  const wanted = freeName(`wait-${wait}`, (step) => check(put(wait)(step.name)));
  return askName(ask, place, start, put(wait), wanted);
}

/** Asks how long an answer is waited for. */
export const askAnswerTime = (
  ask: Ask,
  title: string,
  validate: (answer: string) => true | string,
  present: string | undefined,
): Promise<string> =>
  ask.text({
    message: `${title}: how long does it wait for an answer?`,
    hint: "1m to 365d",
    ...presentOr(present, "3d"),
    validate,
  });

async function askApproval(
  ask: Ask,
  place: StepPlace,
  start: Partial<StepAnswers>,
): Promise<StepAnswers> {
  const { check, title } = place;
  const put = (timeout: string) => (name: string) => ({ ...start, name, approval: { timeout } });
  const any = start.name ?? freeName("ask", check);
  const validate = (answer: string) => check(put(answer)(any));
  const timeout = await askAnswerTime(ask, title, validate, start.approval?.timeout);
  return askApprovalFailure(ask, check, await askName(ask, place, start, put(timeout)));
}

/** Asks what follows where nobody approves. */
export const askApprovalFailure = (
  ask: Ask,
  check: Check,
  step: StepAnswers,
): Promise<StepAnswers> =>
  askOnFailure(ask, check, step, `When ${step.name} is rejected, or nobody answers`);
