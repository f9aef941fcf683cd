/** A line of text. */
export interface TextQuestion {
  readonly message: string;
  readonly default?: string;
  /** What explains the question, in a few words; shown until it is answered. */
  readonly hint?: string;
  /** What the answer is taken for, e.g. `create-order` for `Create order`. */
  readonly normalise?: (answer: string) => string;
  /** What is wrong with the normalised answer, or `true`. */
  readonly validate?: (answer: string) => true | string;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
  /** One line, shown while the choice is under the cursor. */
  readonly description: string;
  /** Why it cannot be chosen now. */
  readonly disabled?: string;
}

/** The choice, disabled where what it leads to is refused whatever is answered then. */
export const unlessRefused = <Value>(
  choice: Choice<Value>,
  verdict: true | string,
): Choice<Value> => (verdict === true ? choice : { ...choice, disabled: `(${verdict})` });

export interface ChoiceQuestion<Value> {
  readonly message: string;
  readonly choices: readonly Choice<Value>[];
  readonly default: Value;
}

export interface YesNoQuestion {
  readonly message: string;
  readonly default: boolean;
}

/** Somebody who answers: a person at a terminal, or a test. Every method rejects when they leave. */
export interface Ask {
  text(question: TextQuestion): Promise<string>;
  choice<Value extends string>(question: ChoiceQuestion<Value>): Promise<Value>;
  yesNo(question: YesNoQuestion): Promise<boolean>;
  /** Shows text between two questions. */
  show(text: string): void;
}
