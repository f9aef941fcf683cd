import { homepage } from "../../cli/version.ts";
import { type Path, valueAt } from "../../workflow/findings/finding.ts";
import { placeAt } from "../../workflow/grammar/key-at.ts";
import { type Key, resolved, type Shape } from "../../workflow/grammar/shape.ts";
import { FORM_KEYS } from "../../workflow/grammar/step-keys.ts";
import { withValueAt } from "../../workflow/text/edit/step-lists.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, type Choice, presentOr, type TextQuestion } from "../ask.ts";
import type { Check } from "./step-questions.ts";

/** Returns the entry of the grammar for a key of `workflow.yaml`. @param at e.g. `["trigger", "api"]` */
export function keyAt(...at: Path): Key {
  const key = placeAt(at)?.key;
  if (key === undefined) throw new RangeError(`workflow.yaml has no key ${at.join(".")}`);
  return key;
}

/** Returns the entry of the grammar for a key of a step. @param at e.g. `["retry", "interval"]` */
export const stepKey = (...at: Path): Key => keyAt("steps", 0, ...at);

/** Returns the words of the question for a key. @param name the step, or its place */
export function wordsFor(
  { says = "", question: { asks = "", about = says } = {} }: Key,
  name = "",
): Required<Pick<TextQuestion, "message" | "about">> {
  return { message: asks.replace("{step}", name), about: `${about} ${homepage}#workflowyaml` };
}

/** Returns the words that a key takes as choices. */
export const wordChoices = <Word extends string>(
  words: readonly Word[],
  { question }: Key,
): readonly Choice<Word>[] =>
  words.map((value) => ({ value, name: value, description: question?.words?.[value] ?? "" }));

/** Asks for the text of a key; without a suggestion the answer may be empty. */
export const askText = (
  ask: Ask,
  key: Key,
  asked: {
    readonly name?: string;
    readonly present: string | undefined;
    readonly suggestion?: string | undefined;
    readonly check: (answer: string) => true | string;
  },
): Promise<string> => {
  const { name, present, suggestion, check } = asked;
  const mayBeEmpty = suggestion === undefined;
  return ask.text({
    ...wordsFor(key, name),
    hint: mayBeEmpty ? `${key.shape.takes}, e.g. ${key.example}; empty for none` : key.shape.takes,
    ...(mayBeEmpty ? present !== undefined && { present } : presentOr(present, suggestion)),
    validate: (answer) => (mayBeEmpty && answer === "") || check(answer),
  });
};

/**
 * Asks for the value of a key of a step, as the grammar has it; with the default, or without an answer to what may be
 * left out, the key is left out.
 *
 * @param name the step, or its place where it has no name yet
 */
export async function askKey(
  ask: Ask,
  check: Check,
  step: StepAnswers,
  at: Path,
  name = step.name,
): Promise<StepAnswers> {
  const key = stepKey(...at);
  const shape = resolved(key.shape);
  const usual = usualText(key);
  const value = valueAt(step, at);
  const put = (answer: string) => withKey(step, at, valueIn(answer, shape));
  const answer =
    shape.kind === "choice"
      ? await ask.choice({
          ...wordsFor(key, name),
          choices: wordChoices(shape.of, key),
          default: String(value ?? usual),
        })
      : await askText(ask, key, {
          name,
          present: value === undefined ? undefined : String(value),
          suggestion: key.required || isFormKey(at) ? key.example : usual,
          check: (typed) => check(put(typed)),
        });
  return answer === "" || answer === usual ? withKey(step, at, undefined) : put(answer);
}

/** Tells whether the key makes a step what it is: it cannot be left out. */
const isFormKey = ([name, ...inside]: Path): boolean =>
  inside.length === 0 && FORM_KEYS.some((key) => key === name);

/** Returns the value of a key where it is left out, as it would be written. */
function usualText({ default: usual, shape }: Key): string | undefined {
  if (usual === undefined) return undefined;
  const { write } = shape as { readonly write?: (value: unknown) => string };
  return write ? write(usual) : String(usual);
}

const valueIn = (answer: string, { kind }: Shape): unknown =>
  kind === "number" && /^[\d.]+$/.test(answer) ? Number(answer) : answer;

/** Returns a step with another value of a key, or without it: a mapping of which nothing is left goes with it. */
export function withKey(step: StepAnswers, at: Path, value: unknown): StepAnswers {
  const changed = withValueAt(step, at, value);
  const around = at.slice(0, -1);
  const isEmpty = around.length > 0 && Object.keys(valueAt(changed, around) ?? {}).length === 0;
  return (isEmpty ? withValueAt(changed, around, undefined) : changed) as StepAnswers;
}
