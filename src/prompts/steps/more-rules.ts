import type { FormName } from "../../forms/form.ts";
import { enumerated } from "../../messages/words.ts";
import { type Path, sentence, valueAt } from "../../workflow/findings/finding.ts";
import { type Key, type Keys, mappingOf } from "../../workflow/grammar/shape.ts";
import { formNameOf, keysOf } from "../../workflow/grammar/step-keys.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, disableIf } from "../ask.ts";
import { askIdempotency } from "./idempotency-question.ts";
import { askKey, withKey } from "./key-question.ts";
import type { StepPlace } from "./place.ts";
import { askCompensation, askErrors, type Check, withNeededFallback } from "./step-questions.ts";

/** A rule that a step may have or not. */
interface Rule {
  readonly id: string;
  readonly at: Path;
  readonly key: Key;
  readonly name: string;
}

/** Returns the rules that a step of a form may have, in the order of the grammar. */
const rulesOf = (form: FormName): Rule[] => rulesIn(keysOf(form));

const rulesIn = (keys: Keys, at: Path = []): Rule[] =>
  Object.entries(keys).flatMap(([part, key]) => {
    const here = [...at, part];
    const name = key.question?.rule;
    if (name !== undefined) return [{ id: part, at: here, key, name }];
    return key.isSpread ? rulesIn(mappingOf(key.shape)?.keys ?? {}, here) : [];
  });

/** Returns the rules that a step of a form may have, in words. */
export const rulesInWords = (step: StepAnswers): string =>
  `${sentence(enumerated(rulesOf(formNameOf(step)).map(({ name }) => name)))}.`;

/** Rules whose questions are about more than one value for each key. */
const QUESTIONS: Readonly<Record<string, typeof askCompensation>> = {
  compensation: askCompensation,
  catch: askErrors,
  idempotency: askIdempotency,
};

/** Only some workflows let a step have a claim check, whatever is answered then. */
const verdictOn = ({ at, key }: Rule, check: Check, step: StepAnswers): true | string =>
  key.shape.kind !== "truth" || valueAt(step, at) === true || check(withKey(step, at, true));

/**
 * Asks which rules a step has besides what follows its failure, and what they say; a rule that is
 * not ticked any more is taken out.
 */
export async function askMoreRules(
  ask: Ask,
  { check, note }: Pick<StepPlace, "check" | "note">,
  start: StepAnswers,
): Promise<StepAnswers> {
  const rules = rulesOf(formNameOf(start));
  const present = rules.filter(({ at }) => valueAt(start, at) !== undefined);
  const untick = (ticked: readonly string[]) =>
    present
      .filter(({ id }) => !ticked.includes(id))
      .reduce((step, { at }) => withNeededFallback(withKey(step, at, undefined)), start);
  const ticked = await ask.ticks({
    message: `More rules for ${start.name}`,
    choices: rules.map((rule) =>
      disableIf(
        { value: rule.id, name: rule.name, description: rule.key.says ?? "" },
        verdictOn(rule, check, start),
      ),
    ),
    present: present.map(({ id }) => id),
    validate: (values) => check(untick(values)),
  });
  let step = untick(ticked);
  for (const rule of rules.filter(({ id }) => ticked.includes(id))) {
    step = await askRule(ask, check, step, rule);
    note(step);
  }
  return step;
}

async function askRule(
  ask: Ask,
  check: Check,
  start: StepAnswers,
  { at, key }: Rule,
): Promise<StepAnswers> {
  const own = QUESTIONS[String(at[0])];
  if (own) return own(ask, check, start);
  if (key.shape.kind === "truth") return withKey(start, at, true);
  const inside = mappingOf(key.shape)?.keys;
  if (inside === undefined) return askKey(ask, check, start, at);
  let step = start;
  for (const part of Object.keys(inside)) {
    // The other settings of a step that is not tried again would be refused.
    if (step.retry?.maxAttempts === 0 && part !== "maxAttempts") break;
    step = await askKey(ask, check, step, [...at, part]);
  }
  return step;
}
