import type {
  Ask,
  ChoiceQuestion,
  TextQuestion,
  TickQuestion,
  YesNoQuestion,
} from "../../src/prompts/ask.ts";
import { Back } from "../../src/prompts/ask.ts";

/**
 * One answer: to the first question whose message contains `to`. Questions that are not listed get
 * what is there, or their default. {@link BACK} goes back from the question instead.
 */
export interface Answer {
  readonly to: string;
  readonly with: string | boolean | readonly string[];
}

/** Wants the question before. */
export const BACK = "<back>";

export interface ScriptedAsk extends Ask {
  /** Everything that was asked and shown, in order. */
  readonly log: string[];
  /** What was offered with each question. */
  readonly offered: string[];
}

/**
 * Answers questions as a person would: each answer is used once, in the order of its kind; an answer
 * that is refused is noted in the log, and the next one for that question is taken. What is next
 * after a step that nothing is said about: that is all.
 */
export function scriptedAsk(answers: readonly Answer[]): ScriptedAsk {
  const left = [...answers];
  const log: string[] = [];
  const offered: string[] = [];
  const take = (message: string, present: unknown) => {
    offered.push(`${message}: ${present}`);
    const index = left.findIndex(({ to }) => message.includes(to));
    const answer = index === -1 ? undefined : left.splice(index, 1)[0]?.with;
    if (answer === BACK) throw new Back();
    return answer;
  };
  return {
    log,
    offered,
    async text({ message, default: preset = "", present, normalise, validate }: TextQuestion) {
      for (;;) {
        const typed = take(message, present ?? preset);
        const line = String(typed ?? present ?? "") || preset;
        const answer = normalise?.(line) ?? line;
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
      const end = choices.find(({ value, disabled }) => value === "done" && !disabled)?.value;
      const wanted = take(message, preset) ?? end ?? preset;
      const choice = choices.find(({ value }) => value === wanted);
      if (!choice) throw new Error(`No choice ${wanted} in: ${message}`);
      if (choice.disabled) throw new Error(`${message}: ${wanted} is disabled: ${choice.disabled}`);
      log.push(`${message}: ${choice.value}`);
      return choice.value;
    },
    async ticks<Value extends string>({
      message,
      choices,
      present,
      validate,
    }: TickQuestion<Value>) {
      for (;;) {
        const typed = take(message, present);
        const wanted = (typed ?? present) as readonly string[];
        const ticked = choices.filter(({ value }) => wanted.includes(value));
        const closed = ticked.find(({ disabled }) => disabled);
        if (closed) throw new Error(`${message}: ${closed.value} is disabled: ${closed.disabled}`);
        const values = ticked.map(({ value }) => value);
        const verdict = validate?.(values) ?? true;
        log.push(`${message}: ${verdict === true ? "" : "refused "}${values}`);
        if (verdict === true) return values;
        if (typed === undefined) throw new Error(`No default for: ${message}: ${verdict}`);
      }
    },
    async yesNo({ message, default: preset }: YesNoQuestion) {
      const answer = Boolean(take(message, preset) ?? preset);
      log.push(`${message}: ${answer}`);
      return answer;
    },
    show: (draw) => {
      log.push(draw({ width: 80, hasBoxes: true }));
    },
  };
}

/** How many questions of a log were answered: what was shown has more than one line. */
export const questionsIn = (log: readonly string[]): string[] =>
  log.filter((entry) => !entry.includes("\n"));
