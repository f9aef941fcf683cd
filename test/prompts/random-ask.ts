import { expect } from "vitest";
import {
  type Ask,
  Back,
  type ChoiceQuestion,
  type TextQuestion,
  type TickQuestion,
  type YesNoQuestion,
} from "../../src/prompts/ask.ts";

/** What somebody might type at any question. */
const TYPED = [
  ...["", "pay", "pay", "book-trip", "input.total", "input.lines", "item.price", "item"],
  ...["results.pay", "errors.pay", "results.bookTrip.ok", "10m", "2h", "3", "1000", "-1", "true"],
  ...["PaymentDeclined", "A, B", "POST /orders", "rate(1 hour)", "cancel", "😀 {{x}}"],
  "input.items",
];

/** Answers that end what is being answered. */
const ENDS = ["done", "nothing", "make", "none"];

export type Given = string | boolean | readonly string[];

/** Random numbers, the same ones again for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const NARROW = { width: 40, hasBoxes: false };

/** Whatever is shown fits, unless it is one word; drawing all of it would take too long. */
function showSome(): Ask["show"] {
  let count = 0;
  return (draw) => {
    count += 1;
    if (count % 5 !== 1) return;
    for (const line of draw(NARROW).split("\n")) {
      if (/\S\s\S/.test(line)) expect(line.length).toBeLessThanOrEqual(NARROW.width);
    }
  };
}

/**
 * Answers at random, and after `count` answers by what is offered, or by saying that this is all.
 *
 * @param backs how often a question is left for the one before it, of all questions
 */
export function randomAsk(seed: number, count: number, backs: number) {
  const random = randomOf(seed);
  const answers: Given[] = [];
  let asked = 0;
  const pick = <Value>(values: readonly Value[]): Value | undefined =>
    asked < count ? values[Math.floor(random() * values.length)] : undefined;
  const given = <Answer extends Given>(answer: Answer): Answer => {
    answers.push(answer);
    return answer;
  };
  const begin = () => {
    asked += 1;
    if (asked < count && random() < backs) throw new Back();
  };
  const ask: Ask = {
    async text({ message, default: preset, present, normalise, validate }: TextQuestion) {
      begin();
      const names = normalise ? [`name-${asked}`] : [];
      for (const typed of [pick([present, ...TYPED]), present, preset, ...names, ...TYPED]) {
        if (typed === undefined) continue;
        const line = typed || preset || "";
        const answer = normalise?.(line) ?? line;
        if ((validate?.(answer) ?? true) === true) return given(answer);
      }
      throw new Error(`No answer will do: ${message}: ${validate?.(preset ?? "")}`);
    },
    async choice<Value extends string>({
      message,
      choices,
      default: preset,
    }: ChoiceQuestion<Value>) {
      begin();
      const open = choices.filter(({ disabled }) => disabled === undefined);
      const end = open.find(({ value }) => ENDS.includes(value))?.value;
      const wanted = pick(open)?.value ?? end ?? preset;
      if (!open.some(({ value }) => value === wanted))
        throw new Error(`Closed: ${message}: ${wanted}`);
      return given(wanted);
    },
    async ticks<Value extends string>({ choices, present, validate }: TickQuestion<Value>) {
      begin();
      const open = choices.filter(({ disabled }) => disabled === undefined);
      const wanted = open.map(({ value }) => value).filter(() => pick([true, false, false]));
      return given((validate?.(wanted) ?? true) === true && asked < count ? wanted : present);
    },
    async yesNo({ default: preset }: YesNoQuestion) {
      begin();
      return given(pick([true, false]) ?? preset);
    },
    show: backs > 0 ? showSome() : () => {},
  };
  return { ask, answers };
}

/**
 * Gives answers that were given before, but goes back now and then, by up to five questions, and
 * takes what is offered there.
 */
export function hesitatingAsk(answers: readonly Given[], seed: number): Ask {
  const random = randomOf(seed);
  let position = 0;
  let reached = 0;
  let backs = 0;
  const next = async <Answer extends Given>(offered: Answer | undefined): Promise<Answer> => {
    if (backs === 0 && position === reached && position > 0 && random() < 0.15) {
      backs = 1 + Math.floor(random() * Math.min(5, position));
    }
    if (backs > 0) {
      backs -= 1;
      position -= 1;
      throw new Back();
    }
    const isNew = position === reached;
    const answer = answers[position] as Answer;
    if (!isNew) expect(offered).toEqual(answer);
    position += 1;
    reached = Math.max(reached, position);
    return answer;
  };
  return {
    text: ({ present, default: preset = "" }) => next(present || preset),
    choice: ({ default: preset }) => next(preset),
    ticks: ({ present }) => next(present),
    yesNo: ({ default: preset }) => next(preset),
    show: () => {},
  };
}

/** Types half of an answer where the answers end, and leaves. */
const HALF = "half an ans";

/**
 * Gives answers, then leaves.
 *
 * @param isResumed expects what was half typed at the first question
 */
export function leavingAsk(answers: readonly Given[], isResumed: boolean): Ask {
  let position = 0;
  const next = async <Answer extends Given>(): Promise<Answer> => {
    if (position === answers.length) {
      throw Object.assign(new Error("Ctrl-C"), { name: "ExitPromptError" });
    }
    position += 1;
    return answers[position - 1] as Answer;
  };
  return {
    text: ({ present, onType }) => {
      if (position === 0 && isResumed) expect(present).toBe(HALF);
      if (position === answers.length) onType?.(HALF);
      return next();
    },
    choice: next,
    ticks: next,
    yesNo: next,
    show: () => {},
  };
}
