import type { FormName } from "../../forms/form.ts";
import { FORM_NAMES } from "../../forms/registry.ts";
import { counted } from "../../messages/words.ts";
import { formOf } from "../../workflow/grammar/step-keys.ts";
import { countInside, type StepAnswers } from "../answers.ts";
import { type Ask, type Choice, disableIf } from "../ask.ts";
import { ABOUT_KINDS } from "../jargon.ts";
import { ofItself } from "../spoken.ts";
import { FORM_QUESTIONS } from "./form-questions.ts";
import type { StepPlace } from "./place.ts";
import { askOnFailure, type Check } from "./step-questions.ts";

/** Returns the kinds of step as choices, closed where the workflow cannot have one there. */
export const kindsAt = (check: Check): readonly Choice<FormName>[] =>
  FORM_NAMES.map((value) => {
    const { kind, least } = FORM_QUESTIONS[value];
    return disableIf({ ...kind, value }, ofItself(check)({ name: `this-${value}`, ...least }));
  });

/** Asks which kind of step is put into a place. */
export const askKind = (
  ask: Ask,
  message: string,
  check: Check,
  present: FormName,
): Promise<FormName> =>
  ask.choice({ message, about: ABOUT_KINDS, choices: kindsAt(check), default: present });

/**
 * Asks for a step of a kind.
 *
 * @param start what is known of it, e.g. its answers from before
 */
export async function askStep(
  ask: Ask,
  place: StepPlace,
  form: FormName,
  start: Partial<StepAnswers> = {},
): Promise<StepAnswers> {
  const step = await FORM_QUESTIONS[form].ask(ask, place, start);
  return askFailure(ask, place.check, step, form);
}

/** Asks for what a step is by its form; what is inside of it is for `workflow.yaml`. */
export async function askForm(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  const form = formOf(step);
  const changed = await FORM_QUESTIONS[form].askValue?.(ask, check, step);
  return askFailure(ask, check, changed ?? step, form);
}

async function askFailure(ask: Ask, check: Check, step: StepAnswers, form: FormName) {
  const { failure } = FORM_QUESTIONS[form];
  return failure ? askOnFailure(ask, check, step, failure(step.name)) : step;
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
function kept({ check }: StepPlace, form: FormName, step: StepAnswers): StepAnswers {
  const { name, description, onFailure, fallback, compensation } = step;
  const named = { name, ...(description !== undefined && { description }) };
  const ruled = {
    ...named,
    ...(onFailure && { onFailure }),
    ...(fallback && { fallback }),
    ...(compensation && { compensation }),
  };
  return check({ ...ruled, ...FORM_QUESTIONS[form].least }) === true ? ruled : named;
}
