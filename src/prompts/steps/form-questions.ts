import type { FormName } from "../../forms/form.ts";
import { SCHEDULED_TIME } from "../../workflow/rules/data/scheduled-input.ts";
import type { StepAnswers } from "../answers.ts";
import type { Ask } from "../ask.ts";
import { askBranchesAtOnce, askBranchesWhere, askItems } from "./block-questions.ts";
import { askKey } from "./key-question.ts";
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
  /** Asks for a step, but not what follows its failure. */
  readonly ask: (ask: Ask, place: StepPlace, start: Partial<StepAnswers>) => Promise<StepAnswers>;
  /** Asks once more for the value that makes a step what it is; left out: there is none but what is inside of it. */
  readonly askValue?: (ask: Ask, check: Check, step: StepAnswers) => Promise<StepAnswers>;
  /** Returns the question what follows its failure. */
  readonly failure?: (name: string) => string;
}

const wholeFailure = (part: string) => (name: string) =>
  `When ${part} of ${name} fails, and the others have ended`;

const wait: FormQuestions = {
  kind: { name: "a wait", description: "A pause; nothing runs, and nothing is paid for." },
  changed: "how long it is",
  least: { wait: "1s" },
  ask: async (ask, place, start) => {
    const { check, title } = place;
    const any = { ...start, name: start.name ?? freeName("wait", check) };
    const asked = await askKey(ask, check, any, ["wait"], title);
    const put = (name: string) => ({ ...asked, name });
    const wanted = freeName(`wait-${asked.wait}`, ({ name }) => check(put(name)));
    return askName(ask, place, start, put, wanted);
  },
  askValue: (ask, check, step) => askKey(ask, check, step, ["wait"]),
};

const ANSWER_TIME = ["approval", "timeout"];

const approval: FormQuestions = {
  kind: {
    name: "an approval",
    description: "A function that asks, and a person who approves or rejects.",
  },
  least: { approval: { timeout: "1m" } },
  ask: async (ask, place, start) => {
    const any = { ...start, name: start.name ?? freeName("ask", place.check) };
    const asked = await askKey(ask, place.check, any, ANSWER_TIME, place.title);
    return askName(ask, place, start, (name) => ({ ...asked, name }));
  },
  askValue: (ask, check, step) => askKey(ask, check, step, ANSWER_TIME),
  failure: (name) => `When ${name} is rejected, or nobody answers`,
};

/** The questions about each form of step. */
export const FORM_QUESTIONS: { readonly [F in FormName]: FormQuestions } = {
  task: {
    kind: { name: "a function", description: "It runs your code." },
    least: {},
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
    ask: askItems,
    failure: wholeFailure("an item"),
  },
  approval,
};
