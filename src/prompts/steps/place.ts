import { kebabCase } from "../../workflow/letter-case.ts";
import type { StepAnswers } from "../answers.ts";
import type { Ask, Choice } from "../ask.ts";
import type { Check } from "./step-questions.ts";

/** The place that a step is asked for, and the functions that hear of it. */
export interface StepPlace {
  /** The name of the step in a question, e.g. `Step 2`. */
  readonly title: string;
  readonly check: Check;
  /** Hears what is known of the step so far. */
  readonly note: (step: StepAnswers) => void;
  /** Shows the workflow with what is known of this step. */
  readonly show: (step: StepAnswers) => void;
  /** Asks for the steps inside of the step. */
  readonly askSequence: AskSequence;
}

/** Steps that run one after the other. */
export interface Sequence {
  /** The block that they are inside of, e.g. `branch 1 of book-trip`; left out: the workflow. */
  readonly within?: string;
  /** Allows that there is no step at all. */
  readonly mayBeEmpty?: boolean;
  /** Demands that at least one of them is a function. */
  readonly needsTask?: boolean;
  readonly check: (steps: readonly StepAnswers[]) => true | string;
  readonly note: (steps: readonly StepAnswers[]) => void;
  readonly show: (steps: readonly StepAnswers[]) => void;
  /** Another answer to what is next. */
  readonly more?: Choice<"more">;
}

export interface AskedSequence {
  readonly steps: readonly StepAnswers[];
  readonly next: "done" | "more";
}

export type AskSequence = (
  ask: Ask,
  sequence: Sequence,
  start: readonly StepAnswers[],
) => Promise<AskedSequence>;

/** Returns the place before a step as a choice. */
export const placeBefore = (name: string): Choice<string> => ({
  value: name,
  name: `before ${name}`,
  description: `It runs, and then ${name}.`,
});

/** Returns the wanted name, with a number behind it where it is taken. */
export function freeName(wanted: string, check: Check): string {
  const names = [wanted, ...Array.from({ length: 98 }, (_, index) => `${wanted}-${index + 2}`)];
  return names.find((name) => check({ name }) === true) ?? wanted;
}

/**
 * Asks for the name of a step.
 *
 * @param put the step with a name
 * @param suggestion taken for an empty answer; left out: the name has to be typed
 */
export async function askName(
  ask: Ask,
  { title, check, note }: Pick<StepPlace, "title" | "check" | "note">,
  start: Partial<StepAnswers>,
  put: (name: string) => StepAnswers,
  suggestion?: string,
): Promise<StepAnswers> {
  const name = await ask.text({
    message: `${title}: its name`,
    hint: "what it does, e.g. send-parcel",
    ...(suggestion !== undefined && { default: suggestion }),
    ...(start.name !== undefined && { present: start.name }),
    normalise: kebabCase,
    validate: (answer) =>
      answer === "" ? "A step needs a name, e.g. send-parcel." : check(put(answer)),
  });
  const step = put(name);
  note(step);
  return step;
}
