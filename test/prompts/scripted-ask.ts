import type { Ask, ChoiceQuestion, TextQuestion, YesNoQuestion } from "../../src/prompts/ask.ts";

/** One answer: to the first question whose message contains `to`. Questions that are not listed get their default. */
export interface Answer {
  readonly to: string;
  readonly with: string | boolean;
}

export interface ScriptedAsk extends Ask {
  /** Everything that was asked and shown, in order. */
  readonly log: string[];
}

/**
 * Answers questions as a person would: each answer is used once, in the order of its kind; an answer
 * that is refused is noted in the log, and the next one for that question is taken.
 */
export function scriptedAsk(answers: readonly Answer[]): ScriptedAsk {
  const left = [...answers];
  const log: string[] = [];
  const take = (message: string) => {
    const index = left.findIndex(({ to }) => message.includes(to));
    return index === -1 ? undefined : left.splice(index, 1)[0]?.with;
  };
  return {
    log,
    async text({ message, default: preset = "", normalise, validate }: TextQuestion) {
      for (;;) {
        const typed = take(message);
        const answer = normalise?.(String(typed ?? preset)) ?? String(typed ?? preset);
        const verdict = validate?.(answer) ?? true;
        if (verdict === true) {
          log.push(`${message}: ${answer}`);
          return answer;
        }
        log.push(`${message}: refused ${answer}: ${verdict}`);
        if (typed === undefined) throw new Error(`No default for: ${message}: ${verdict}`);
      }
    },
    async choice<Value extends string>({
      message,
      choices,
      default: preset,
    }: ChoiceQuestion<Value>) {
      const wanted = take(message) ?? preset;
      const choice = choices.find(({ value }) => value === wanted);
      if (!choice) throw new Error(`No choice ${wanted} in: ${message}`);
      if (choice.disabled) throw new Error(`${message}: ${wanted} is disabled: ${choice.disabled}`);
      log.push(`${message}: ${choice.value}`);
      return choice.value;
    },
    async yesNo({ message, default: preset }: YesNoQuestion) {
      const answer = Boolean(take(message) ?? preset);
      log.push(`${message}: ${answer}`);
      return answer;
    },
    show: (text) => {
      log.push(text);
    },
  };
}
