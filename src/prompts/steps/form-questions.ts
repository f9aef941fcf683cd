import type { FormName } from "../../forms/form.ts";
import { SCHEDULED_TIME } from "../../workflow/rules/data/scheduled-input.ts";
import type { StepAnswers } from "../answers.ts";
import { type Ask, presentOr } from "../ask.ts";
import { askBranchesAtOnce, askBranchesWhere, askItems } from "./block-questions.ts";
import type { RuleName } from "./more-rules.ts";
import { askName, freeName, type StepPlace } from "./place.ts";
import type { Check } from "./step-questions.ts";

/** The questions about a step of a form. */
export interface FormQuestions {
  /** Its name and description among the kinds of step. */
  readonly kind: { readonly name: string; readonly description: string };
  /** The words for what is asked again where a step is changed; left out: its answers. */
  readonly changed?: string;
  /** The least that such a step consists of, whatever starts the workflow. */
  readonly least: Omit<StepAnswers, "name">;
  /** The rules that it may have besides those of every step that can fail. */
  readonly rules?: readonly RuleName[];
  /** Asks for a step, but not what follows its failure. */
  readonly ask: (ask: Ask, place: StepPlace, start: Partial<StepAnswers>) => Promise<StepAnswers>;
  /** Asks once more for the value that makes a step what it is; left out: there is none but what is inside of it. */
  readonly askValue?: (ask: Ask, check: Check, step: StepAnswers) => Promise<StepAnswers>;
  /** Returns the question what follows its failure. */
  readonly failure?: (name: string) => string;
}

const wholeFailure = (part: string) => (name: string) =>
  `When ${part} of ${name} fails, and the others have ended`;

/** Asks how long a pause is. */
const askPause = (ask: Ask, title: string, check: Check, step: StepAnswers): Promise<string> =>
  ask.text({
    message: `${title}: how long does it wait?`,
    hint: "1s to 365d",
    ...presentOr(step.wait, "10m"),
    validate: (wait) => check({ ...step, wait }),
  });

/** Asks how long an answer is waited for. */
const askAnswerTime = (ask: Ask, title: string, check: Check, step: StepAnswers): Promise<string> =>
  ask.text({
    message: `${title}: how long does it wait for an answer?`,
    hint: "1m to 365d",
    ...presentOr(step.approval?.timeout, "3d"),
    validate: (timeout) => check({ ...step, approval: { timeout } }),
  });

const wait: FormQuestions = {
  kind: { name: "a wait", description: "A pause; nothing runs, and nothing is paid for." },
  changed: "how long it is",
  least: { wait: "1s" },
  ask: async (ask, place, start) => {
    const { check, title } = place;
    const any = { ...start, name: start.name ?? freeName("wait", check) };
    const wait = await askPause(ask, title, check, any);
    const put = (name: string) => ({ ...start, name, wait });
    const wanted = freeName(`wait-${wait}`, ({ name }) => check(put(name)));
    return askName(ask, place, start, put, wanted);
  },
  askValue: async (ask, check, step) => ({
    ...step,
    wait: await askPause(ask, step.name, check, step),
  }),
};

const approval: FormQuestions = {
  kind: {
    name: "an approval",
    description: "A function that asks, and a person who approves or rejects.",
  },
  least: { approval: { timeout: "1m" } },
  ask: async (ask, place, start) => {
    const any = { ...start, name: start.name ?? freeName("ask", place.check) };
    const timeout = await askAnswerTime(ask, place.title, place.check, any);
    return askName(ask, place, start, (name) => ({ ...start, name, approval: { timeout } }));
  },
  askValue: async (ask, check, step) => ({
    ...step,
    approval: { timeout: await askAnswerTime(ask, step.name, check, step) },
  }),
  failure: (name) => `When ${name} is rejected, or nobody answers`,
};

/** The questions about each form of step. */
export const FORM_QUESTIONS: { readonly [F in FormName]: FormQuestions } = {
  task: {
    kind: { name: "a function", description: "It runs your code." },
    least: {},
    rules: ["timeout", "retry", "concurrency", "idempotency", "claimCheck", "expected"],
    ask: (ask, place, start) => askName(ask, place, start, (name) => ({ ...start, name })),
    failure: (name) => `When ${name} fails for good, after its retries`,
  },
  wait,
  choice: {
    kind: {
      name: "a choice",
      description: "Other steps for other work: the first branch whose condition holds.",
    },
    changed: "its branches",
    least: { choice: [{ otherwise: [] }] },
    ask: askBranchesWhere,
  },
  parallel: {
    kind: {
      name: "branches at once",
      description: "A parallel: it goes on when all branches are done.",
    },
    changed: "those",
    least: { parallel: [] },
    ask: askBranchesAtOnce,
    failure: wholeFailure("a branch"),
  },
  map: {
    kind: {
      name: "a list's items",
      description: "A map: the same steps for each item; it goes on when all are done.",
    },
    least: { map: { items: SCHEDULED_TIME, steps: [{ name: "item-to-come" }] } },
    rules: ["maxConcurrency"],
    ask: askItems,
    failure: wholeFailure("an item"),
  },
  approval,
};
