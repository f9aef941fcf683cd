import { FORMS } from "../../forms/registry.ts";
import { LIMITS } from "../limits.ts";
import type { ChoiceBranch, ParallelBranch, Step } from "../workflow.ts";
import { only, when } from "./condition-keys.ts";
import { type DocumentOf, type Keys, keys, type Shape } from "./shape.ts";
import { FAILING, NAMED, TASK } from "./task-keys.ts";
import * as a from "./values.ts";

const inner = a.later<StepDocument, Step>(
  "a mapping with at least a name",
  "- name: create-order",
  () => STEP,
);

const steps = a.list(inner, "a list of at least one step", 1);

const BRANCH = keys({
  when,
  steps: {
    shape: a.list(inner, "a list of at least one step"),
    says: "The steps of this branch; an empty list: nothing to do.",
    example: "[{ name: create-order }]",
  },
  otherwise: {
    shape: a.list(inner, "a list of steps"),
    says: "The steps that run where no other branch does.",
    example: "[{ name: approve }]",
  },
});

const branch = a.mapping(BRANCH, {
  id: "branch",
  takes: "a mapping of when and steps",
  example: "- { when: { path: input.total, greaterThan: 1000 }, steps: [...] }",
  schema: {
    oneOf: [
      { required: ["when", "steps"], ...only(["when", "steps"]) },
      { required: ["otherwise"], ...only(["otherwise"]) },
    ],
  },
}) as Shape<DocumentOf<typeof BRANCH>, ChoiceBranch>;

const PARALLEL_BRANCH = keys({
  steps: {
    shape: steps,
    says: "The steps of this branch.",
    required: true,
    example: "[{ name: create-order }]",
  },
});

const parallelBranch = a.mapping(PARALLEL_BRANCH, {
  takes: "a mapping with steps",
  example: "- steps: [{ name: book-hotel }]",
}) as Shape<DocumentOf<typeof PARALLEL_BRANCH>, ParallelBranch>;

const MAP = keys({
  items: {
    shape: a.text({ patterns: [], takes: "the path of a list" }),
    says: "Where the list is, e.g. input.lines.",
    required: true,
    example: "input.lines",
    question: { asks: "{step}: for each item of which list?" },
  },
  maxConcurrency: {
    shape: a.whole(LIMITS.minConcurrency, LIMITS.maxMapConcurrency),
    says: "At most this many items at once. Left out: up to 40.",
    example: "5",
    question: { asks: "At most how many items of {step} at once?", rule: "a limit at once" },
  },
  steps: {
    shape: steps,
    says: "The steps that run for each item.",
    required: true,
    example: "[{ name: create-order }]",
  },
});

/** The keys of `approval`. */
export const APPROVAL = keys({
  timeout: {
    shape: a.duration({ from: LIMITS.minAnswerSeconds, to: LIMITS.maxWaitSeconds }),
    says: "How long an answer is waited for, 1m to 365d.",
    required: true,
    field: "answerSeconds",
    example: "3d",
    flag: { name: "approval", value: "3d", besides: "wait" },
    question: { asks: "{step}: how long does it wait for an answer?" },
  },
});

/** The keys that make a step something else than a function. */
export const FORM_TABLE = keys({
  wait: {
    shape: a.duration({ from: LIMITS.minWaitSeconds, to: LIMITS.maxWaitSeconds }),
    says: "Instead of a function: a pause, 1s to 365d.",
    field: "seconds",
    example: "10m",
    flag: { name: "wait", value: "10m", about: "a wait, or an approval with this timeout" },
    question: {
      asks: "{step}: how long does it wait?",
      about: "Nothing runs, and nothing is paid for.",
    },
  },
  choice: {
    shape: a.list(branch, "a list of branches", 1),
    says: "Instead of a function: the first branch whose condition holds.",
    field: "branches",
    example: "[{ when: { path: input.total, greaterThan: 1000 }, steps: [...] }]",
  },
  parallel: {
    shape: a.list(parallelBranch, "a list of at least two branches", 2),
    says: "Instead of a function: branches at once, then joined.",
    field: "branches",
    example: "[{ steps: [...] }, { steps: [...] }]",
  },
  map: {
    shape: a.mapping(MAP, { takes: "a mapping of items and steps", isBlock: true }),
    says: "Instead of a function: the same steps for each item of a list.",
    isSpread: true,
    example: "{ items: input.lines, steps: [...] }",
  },
  approval: {
    shape: a.mapping(APPROVAL),
    says: "The function asks, then a person or another system approves or rejects.",
    isSpread: true,
    example: "{ timeout: 3d }",
  },
});

/** The keys of a step of any form. */
export const STEP_KEYS = keys({ ...TASK, ...FORM_TABLE });

/** A step as it is written down: a task, or one of the other forms. */
export interface StepDocument extends DocumentOf<typeof STEP_KEYS> {}

export type FormKey = keyof typeof FORM_TABLE;

/** The keys that make a step something else than a task. */
export const FORM_KEYS = Object.keys(FORM_TABLE) as readonly FormKey[];

/** Returns the form of a step as it is written down. */
export const formNameOf = (step: object): Step["form"] =>
  FORM_KEYS.find((key) => (step as Record<string, unknown>)[key] !== undefined) ?? "task";

/** Returns the keys of a step of a form, in the order in which they are written. */
export function keysOf(form: FormKey | "task"): Keys {
  if (form === "task") return TASK;
  const routes = Object.entries(TASK).filter(([name]) => namesOf(form).includes(name));
  return { ...NAMED, [form]: FORM_TABLE[form], ...Object.fromEntries(routes) };
}

/** The keys that a step of a form takes besides the one that names it. */
const namesOf = (form: FormKey): string[] =>
  Object.keys(FORMS[form].fails === "never" ? NAMED : { ...NAMED, ...FAILING });

/** A step, as an item of the list of a workflow. */
export const STEP = a.mapping(STEP_KEYS, {
  id: "step",
  takes: "a mapping with at least a name",
  example: "- name: create-order",
  schema: {
    // What is no function takes no key of one, and no key of another form.
    dependencies: Object.fromEntries(
      FORM_KEYS.map((form) => [form, only([form, ...namesOf(form)])]),
    ),
  },
}) as Shape<StepDocument, Step>;
