import { homepage } from "../../cli/version.ts";
import { type Path, valueAt } from "../../workflow/findings/finding.ts";
import { placeAt } from "../../workflow/grammar/key-at.ts";
import { type Key, resolved, type Shape } from "../../workflow/grammar/shape.ts";
import { FORM_KEYS } from "../../workflow/grammar/step-keys.ts";
import { withValueAt } from "../../workflow/text/edit/step-lists.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, presentOr, type TextQuestion } from "../ask.ts";
import type { Check } from "./step-questions.ts";

/** Returns what the grammar says of a key of a step. @param at e.g. `["retry", "interval"]` */
export function keyAt(at: Path): Key {
  const key = placeAt(["steps", 0, ...at])?.key;
  if (key === undefined) throw new RangeError(`A step has no key ${at.join(".")}`);
  return key;
}

/** Returns the words of the question for a key of a step. @param name the step, or its place */
export function wordsFor(
  at: Path,
  name: string,
): Required<Pick<TextQuestion, "message" | "about">> {
  const { says = "", question: { asks = "", about = says } = {} } = keyAt(at);
  return { message: asks.replace("{step}", name), about: `${about} ${homepage}#workflowyaml` };
}

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
  const key = keyAt(at);
  const shape = resolved(key.shape);
  const words = wordsFor(at, name);
  const usual = usualText(key);
  const value = valueAt(step, at);
  const put = (answer: string) => withKey(step, at, valueIn(answer, shape));
  if (shape.kind === "choice") {
    const explained = key.question?.words ?? {};
    const answer = await ask.choice({
      ...words,
      choices: shape.of.map((one) => ({
        value: one,
        name: one,
        description: explained[one] ?? "",
      })),
      default: String(value ?? usual),
    });
    return answer === usual ? withKey(step, at, undefined) : put(answer);
  }
  const isNeeded = key.required || isFormKey(at);
  const suggestion = isNeeded ? key.example : usual;
  const present = value === undefined ? undefined : String(value);
  const answer = await ask.text({
    ...words,
    hint: `${shape.takes}${suggestion === undefined ? `, e.g. ${key.example}; empty for none` : ""}`,
    ...(suggestion === undefined
      ? present !== undefined && { present }
      : presentOr(present, suggestion)),
    validate: (typed) => (suggestion === undefined && typed === "") || check(put(typed)),
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
