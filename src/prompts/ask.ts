import type { Look } from "../report/look.ts";

/** The part that all questions share. */
interface Question {
  readonly message: string;
  /** One line on what the question is about, for those who do not know the word. */
  readonly about?: string;
}

/** A line of text. */
export interface TextQuestion extends Question {
  /** Taken for an empty answer. */
  readonly default?: string;
  /** The text that is there already: it can be changed, and taken away. */
  readonly present?: string;
  /** An explanation in a few words; shown until the question is answered. */
  readonly hint?: string;
  /** The line about the keys, where they do something else than at other questions. */
  readonly keys?: string;
  /** Returns what the answer is taken for, e.g. `create-order` for `Create order`. */
  readonly normalise?: (answer: string) => string;
  /** Returns what is wrong with the normalised answer, or `true`. */
  readonly validate?: (answer: string) => true | string;
  /** Hears of the line as it is typed: it outlives who leaves the question. */
  readonly onType?: (typed: string) => void;
}

/** Returns what the line of a question begins with: what is there already, else a suggestion. */
export const presentOr = (
  present: string | undefined,
  suggestion: string,
): Pick<TextQuestion, "present" | "default"> =>
  present === undefined ? { default: suggestion } : { present };

export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
  /** One line, shown while the choice is under the cursor. */
  readonly description: string;
  /** The reason why it cannot be chosen now. */
  readonly disabled?: string;
}

/** The name of each choice, and a line about it. */
export type ChoiceRows<Value extends string> = Readonly<
  Record<Value, readonly [name: string, description: string]>
>;

/** Returns choices in the order of a table. */
export const choicesIn = <Value extends string>(rows: ChoiceRows<Value>): Choice<Value>[] =>
  (Object.keys(rows) as Value[]).map((value) => {
    const [name, description] = rows[value];
    return { value, name, description };
  });

/** The choice, disabled where what it leads to is refused whatever is answered then. */
export const disableIf = <Value>(choice: Choice<Value>, verdict: true | string): Choice<Value> =>
  verdict === true ? choice : { ...choice, disabled: verdict };

export interface ChoiceQuestion<Value> extends Question {
  readonly choices: readonly Choice<Value>[];
  readonly default: Value;
}

/** Any number of choices. */
export interface TickQuestion<Value> extends Question {
  readonly choices: readonly Choice<Value>[];
  /** The values that are ticked from the start. */
  readonly present: readonly Value[];
  /** Returns what is wrong with the ticked values, or `true`. */
  readonly validate?: (ticked: readonly Value[]) => true | string;
  /** Hears of what is ticked: it outlives who leaves the question. */
  readonly onTick?: (ticked: readonly Value[]) => void;
}

export interface YesNoQuestion extends Question {
  readonly default: boolean;
}

/** The interface to the person at a terminal, or to a test. Every method rejects when they leave. */
export interface Ask {
  text(question: TextQuestion): Promise<string>;
  choice<Value extends string>(question: ChoiceQuestion<Value>): Promise<Value>;
  ticks<Value extends string>(question: TickQuestion<Value>): Promise<readonly Value[]>;
  yesNo(question: YesNoQuestion): Promise<boolean>;
  /** Shows what is drawn between two questions, drawn again where the terminal changes. */
  show(draw: (look: Look) => string): void;
}

/** Rejects a question where somebody wants the one before it again. */
export class Back extends Error {
  override readonly name = "Back";
}
