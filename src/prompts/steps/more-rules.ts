import type { FormName } from "../../forms/form.ts";
import { valueAt } from "../../workflow/findings/finding.ts";
import { type Key, type Keys, mappingOf } from "../../workflow/grammar/shape.ts";
import { FORMS, formOf, keysOf } from "../../workflow/grammar/step-keys.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, disableIf } from "../ask.ts";
import { askStepKey, type Check, choicesOf, withKey } from "../key-questions.ts";
import type { StepPlace } from "./place.ts";
import {
  askCompensation,
  askErrors,
  askIdempotency,
  withNeededFallback,
} from "./step-questions.ts";

/** A rule that a step may have or not: a key of the step, or of the mapping that makes it what it is. */
interface Rule {
  readonly key: Key;
  readonly at: readonly string[];
}

type AskRule = (ask: Ask, check: Check, step: StepAnswers) => Promise<StepAnswers>;

/** The rules that need more than a value. */
const ASK: Readonly<Record<string, AskRule>> = {
  compensation: askCompensation,
  catch: (ask, check, step) => askErrors(ask, check, step),
  idempotency: askIdempotency,
};

/** Rules that are asked for before the others: a route of an error may ask for a compensation. */
const FIRST = ["compensation", "description"];

/** Returns the rules that a step of a form may have. */
function rulesOf(form: FormName): ReadonlyMap<string, Rule> {
  const { [form]: _, ...outer }: Keys = keysOf(form);
  const inner: Keys = form === "task" ? {} : (mappingOf(FORMS[form].shape)?.keys ?? {});
  return new Map(
    [...rulesIn(outer), ...rulesIn(inner, form)].toSorted(
      ([one], [other]) => FIRST.indexOf(other) - FIRST.indexOf(one),
    ),
  );
}

const rulesIn = (keys: Keys, ...outer: readonly string[]): (readonly [string, Rule])[] =>
  Object.entries(keys).flatMap(([name, key]) =>
    key.question?.called === undefined ? [] : [[name, { key, at: [...outer, name] }] as const],
  );

/** Returns the names of the rules that a step may have, on one line. */
export const rulesInWords = (step: StepAnswers): string =>
  [...rulesOf(formOf(step)).values()].map(({ key }) => key.question?.called).join(", ");

/**
 * Asks which rules a step has besides what follows its failure, and what they say; a rule that is
 * not ticked any more is taken out.
 */
export async function askMoreRules(
  ask: Ask,
  { check, note }: Pick<StepPlace, "check" | "note">,
  start: StepAnswers,
): Promise<StepAnswers> {
  const rules = rulesOf(formOf(start));
  const present = [...rules].filter(([, { at }]) => valueAt(start, at) !== undefined);
  const untick = (ticked: readonly string[]) =>
    present
      .filter(([name]) => !ticked.includes(name))
      .reduce((step, [, { at }]) => withNeededFallback(withKey(step, at, undefined)), start);
  const ticked = await ask.ticks({
    message: `More rules for ${start.name}`,
    choices: choicesOf(Object.fromEntries([...rules].map(([name, { key }]) => [name, key]))).map(
      // Only some workflows let a step have a claim check, whatever is answered then.
      (choice) =>
        disableIf(
          choice,
          choice.value !== "claimCheck" ||
            start.claimCheck ||
            check({ ...start, claimCheck: true }),
        ),
    ),
    present: present.map(([name]) => name),
    validate: (values) => check(untick(values)),
  });
  let step = untick(ticked);
  for (const [name, { at }] of rules) {
    if (!ticked.includes(name)) continue;
    step = await (ASK[name] ?? ((...asked) => askStepKey(...asked, at)))(ask, check, step);
    note(step);
  }
  return step;
}
