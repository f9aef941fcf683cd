import type { FormName } from "../../forms/form.ts";
import { FORMS } from "../../workflow/grammar/step-keys.ts";
import { SCHEDULED_TIME } from "../../workflow/rules/data/scheduled-input.ts";
import type { StepAnswers } from "../answers.ts";
import type { Ask, Choice } from "../ask.ts";
import { askStepKey, choicesOf } from "../key-questions.ts";
import { askBranchesAtOnce, askBranchesWhere, askItems } from "./block-questions.ts";
import { askName, freeName, type StepPlace } from "./place.ts";

/** The questions about a step of a form. */
export interface FormQuestions {
  /** The words for what is asked again where a step is changed; left out: its answers. */
  readonly changed?: string;
  /** The least that such a step consists of, whatever starts the workflow. */
  readonly least: Omit<StepAnswers, "name">;
  /** Asks for a step, but not what follows its failure. */
  readonly ask: (ask: Ask, place: StepPlace, start: Partial<StepAnswers>) => Promise<StepAnswers>;
  /** The key whose value makes a step what it is; left out: there is none but what is inside of it. */
  readonly value?: readonly string[];
  /** Returns the question what follows its failure. */
  readonly failure?: (name: string) => string;
}

const wholeFailure = (part: string) => (name: string) =>
  `When ${part} of ${name} fails, and the others have ended`;

const wait: FormQuestions = {
  changed: "how long it is",
  least: { wait: "1s" },
  value: ["wait"],
  ask: async (ask, place, start) => {
    const { check, title } = place;
    const any = { ...start, name: start.name ?? freeName("wait", check) };
    const { wait } = await askStepKey(ask, check, any, ["wait"], title);
    const put = (name: string) => ({ ...start, name, ...(wait && { wait }) });
    const wanted = freeName(`wait-${wait}`, ({ name }) => check(put(name)));
    return askName(ask, place, start, put, wanted);
  },
};

const approval: FormQuestions = {
  least: { approval: { timeout: "1m" } },
  value: ["approval", "timeout"],
  ask: async (ask, place, start) => {
    const { check, title } = place;
    const any = { ...start, name: start.name ?? freeName("ask", check) };
    const asked = await askStepKey(ask, check, any, ["approval", "timeout"], title);
    return askName(ask, place, start, (name) => ({ ...asked, name }));
  },
  failure: (name) => `When ${name} is rejected, or nobody answers`,
};

/** The questions about each form of step. */
export const FORM_QUESTIONS: { readonly [F in FormName]: FormQuestions } = {
  task: {
    least: {},
    ask: (ask, place, start) => askName(ask, place, start, (name) => ({ ...start, name })),
    failure: (name) => `When ${name} fails for good, after its retries`,
  },
  wait,
  choice: {
    changed: "its branches",
    least: { choice: [{ otherwise: [] }] },
    ask: askBranchesWhere,
  },
  parallel: {
    changed: "those",
    least: { parallel: [] },
    ask: askBranchesAtOnce,
    failure: wholeFailure("a branch"),
  },
  map: {
    least: { map: { items: SCHEDULED_TIME, steps: [{ name: "item-to-come" }] } },
    ask: askItems,
    failure: wholeFailure("an item"),
  },
  approval,
};

/** Returns the kinds of step as choices. */
export const KINDS: readonly Choice<FormName>[] = [
  { value: "task", name: "a function", description: "It runs your code." },
  ...choicesOf(FORMS),
];
