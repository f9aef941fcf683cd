import { sentence } from "../workflow/finding.ts";
import { kebabCase } from "../workflow/names.ts";
import { SCHEDULED_TIME } from "../workflow/schedule-rules.ts";
import { taskSteps } from "../workflow/traversal.ts";
import type { Step } from "../workflow/workflow.ts";
import { type ChoiceBranchAnswers, draft, type StepAnswers } from "./answers.ts";
import { type Ask, type Choice, unlessRefused } from "./ask.ts";
import { askCondition } from "./condition-questions.ts";
import { askFunction } from "./function-questions.ts";
import {
  askCompensation,
  askDescription,
  askErrors,
  askOnFailure,
  askOptional,
  type Check,
  shown,
} from "./step-questions.ts";

type Form = Step["form"];

/** What is known about a step before the first question. */
export interface NewStep {
  /** What the step is called in a question, e.g. `Step 2`. */
  readonly title: string;
  /** Its name, where that is known: it is not asked, and the step is a function. */
  readonly name?: string;
  /** Taken where somebody only presses Enter. */
  readonly suggestedName?: string;
  readonly check: Check;
  /** Shows the workflow with what is known of this step. */
  readonly show: (step: StepAnswers) => void;
}

const FORMS: readonly Choice<Form>[] = [
  { value: "task", name: "task", description: "A function with your code." },
  { value: "wait", name: "wait", description: "A pause; nothing runs, and nothing is paid for." },
  {
    value: "choice",
    name: "choice",
    description: "Other steps for other work: the first branch whose condition holds.",
  },
  {
    value: "parallel",
    name: "parallel",
    description: "Branches that run at once; the workflow goes on when all are done.",
  },
  {
    value: "map",
    name: "map",
    description: "The same steps for each item of a list; it goes on when all are done.",
  },
  {
    value: "approval",
    name: "approval",
    description: "A function that asks, and a person who approves or rejects.",
  },
];

/** What is typed instead of a name for a step that is no function. */
const OTHER_KIND = "?";

/** Asks for the name of a step; {@link OTHER_KIND} instead of one, where that is offered. */
function askName(
  ask: Ask,
  { title, suggestedName, check }: Omit<NewStep, "show">,
  hint: string,
  others: readonly string[],
): Promise<string> {
  return ask.text({
    message: `${title}: its name`,
    hint,
    ...(suggestedName !== undefined && { default: suggestedName }),
    normalise: (answer) => (others.includes(answer) ? answer : kebabCase(answer)),
    validate: (answer) => {
      if (others.includes(answer)) return true;
      return answer === "" ? "A step needs a name, e.g. send-parcel." : check({ name: answer });
    },
  });
}

const NAME_HINT = "what one function does, in words joined by hyphens";
const NAME_OR_KIND_HINT = "what one function does; ? for another kind of step";

/** Asks for the name of a step that is a function. */
export const askFunctionName = (ask: Ask, known: Omit<NewStep, "show">): Promise<string> =>
  askName(ask, known, NAME_HINT, []);

/** Asks for a step: a function, unless another kind is asked for. */
export async function askStep(ask: Ask, known: NewStep): Promise<StepAnswers> {
  const step = await askStepOrNone(ask, known, false);
  if (step === undefined) throw new TypeError("A step that has to be there is not");
  return step;
}

/** @param mayBeNone whether no name means no step */
async function askStepOrNone(
  ask: Ask,
  known: NewStep,
  mayBeNone: boolean,
): Promise<StepAnswers | undefined> {
  const { check } = known;
  const hint = mayBeNone
    ? "empty: nothing to do here; ? for another kind of step"
    : NAME_OR_KIND_HINT;
  const name =
    known.name ?? (await askName(ask, known, hint, mayBeNone ? [OTHER_KIND, ""] : [OTHER_KIND]));
  if (name === "") return undefined;
  if (name !== OTHER_KIND) return askFunction(ask, check, { name });
  const form = await ask.choice({
    message: `${known.title}: what kind of step?`,
    choices: FORMS.map((choice) =>
      unlessRefused(choice, check({ name: `this-${choice.value}`, ...LEAST[choice.value] })),
    ),
    default: "task",
  });
  switch (form) {
    case "task":
      return askFunction(ask, check, { name: await askFunctionName(ask, known) });
    case "wait":
      return askWait(ask, known);
    case "approval":
      return askApproval(ask, known);
    case "choice":
      return askChoice(ask, known);
    case "parallel":
      return askParallel(ask, known);
    case "map":
      return askMap(ask, known);
  }
}

const ITEM_TO_COME = [{ name: "item-to-come" }];

/** The least that a step of each form consists of, whatever starts the workflow. */
const LEAST: Readonly<Record<Form, Omit<StepAnswers, "name">>> = {
  task: {},
  wait: { wait: "1s" },
  approval: { approval: { timeout: "1m" } },
  choice: { choice: [{ otherwise: [] }] },
  parallel: { parallel: [] },
  map: { map: { items: SCHEDULED_TIME, steps: ITEM_TO_COME } },
};

/** The wanted name, with a number behind it where it is taken. */
function freeName(wanted: string, check: Check): string {
  const names = [wanted, ...Array.from({ length: 98 }, (_, index) => `${wanted}-${index + 2}`)];
  return names.find((name) => check({ name }) === true) ?? wanted;
}

async function askNamed(
  ask: Ask,
  known: NewStep,
  wanted: string,
  put: (name: string) => StepAnswers,
) {
  const { title, check } = known;
  const name = await askName(
    ask,
    {
      title,
      suggestedName: freeName(wanted, check),
      check: ({ name: answer }) => check(put(answer)),
    },
    "words joined by hyphens",
    [],
  );
  return put(name);
}

/** Asks how long a pause is. */
export const askPause = (
  ask: Ask,
  { title }: Pick<NewStep, "title">,
  validate: (answer: string) => true | string,
  present = "10m",
): Promise<string> =>
  ask.text({
    message: `${title}: how long does it wait?`,
    hint: "1s to 365d",
    default: present,
    validate,
  });

async function askWait(ask: Ask, known: NewStep): Promise<StepAnswers> {
  const { check } = known;
  const put = (wait: string) => (name: string) => ({ name, wait });
  const wait = await askPause(ask, known, (answer) => check(put(answer)(freeName("wait", check))));
  return askNamed(ask, known, `wait-${wait}`, put(wait));
}

async function askApproval(ask: Ask, known: NewStep): Promise<StepAnswers> {
  const { check } = known;
  const put = (timeout: string) => (name: string) => ({ name, approval: { timeout } });
  const timeout = await askAnswerTime(ask, known, (answer) =>
    check(put(answer)(freeName("ask", check))),
  );
  const named = await askNamed(ask, known, "ask-for-approval", put(timeout));
  return askApprovalRules(ask, check, named);
}

/** Asks how long an answer is waited for. */
export const askAnswerTime = (
  ask: Ask,
  { title }: Pick<NewStep, "title">,
  validate: (answer: string) => true | string,
  present = "3d",
): Promise<string> =>
  ask.text({
    message: `${title}: how long does it wait for an answer?`,
    hint: "1m to 365d",
    default: present,
    validate,
  });

/** Asks for the rules of a step that waits for an answer. */
export async function askApprovalRules(
  ask: Ask,
  check: Check,
  start: StepAnswers,
): Promise<StepAnswers> {
  const described = await askDescription(ask, check, start);
  const message = `When ${described.name} is rejected, or nobody answers`;
  const step = await askOnFailure(ask, check, described, message);
  const wantsMore = await ask.yesNo({
    message: `More rules for ${step.name}? (Rejected and TimedOut by name, what undoes it)`,
    default: hasMore(step),
  });
  return wantsMore ? askCompensation(ask, check, await askErrors(ask, check, step)) : step;
}

const hasMore = ({ catch: caught, compensation }: StepAnswers): boolean =>
  caught !== undefined || compensation !== undefined;

async function askChoice(ask: Ask, known: NewStep): Promise<StepAnswers> {
  const { check, show } = known;
  const named = await askNamed(ask, known, "choose", (name) => ({ name }));
  const step = await askDescription(ask, check, named);
  const put = (branches: readonly ChoiceBranchAnswers[]) => ({ ...step, choice: branches });
  const branches: ChoiceBranchAnswers[] = [];
  for (;;) {
    const what = `branch ${branches.length + 1} of ${step.name}`;
    const next = branches.length === 0 ? "when" : await askNextBranch(ask, step.name);
    if (next === "none") return put(branches);
    const asked =
      next === "otherwise"
        ? undefined
        : await askCondition(ask, sentence(what), (when) =>
            check(put([...branches, { when, steps: [] }])),
          );
    const branch = (steps: readonly StepAnswers[]): ChoiceBranchAnswers =>
      asked === undefined ? { otherwise: steps } : { when: asked, steps };
    const { steps } = await askSequence(ask, {
      within: what,
      mayBeEmpty: true,
      check: (inner) => check(put([...branches, branch(inner)])),
      show: (inner) => show(put([...branches, branch(inner)])),
    });
    branches.push(branch(steps));
    if (next === "otherwise") return put(branches);
  }
}

const askNextBranch = (ask: Ask, name: string) =>
  ask.choice({
    message: `Another branch of ${name}?`,
    choices: [
      { value: "none", name: "no", description: "Where no condition holds, the workflow goes on." },
      {
        value: "when",
        name: "with a condition",
        description: "Looked at where none before holds.",
      },
      { value: "otherwise", name: "otherwise", description: "Taken where no condition holds." },
    ] as const,
    default: "none",
  });

async function askParallel(ask: Ask, known: NewStep): Promise<StepAnswers> {
  const { check, show } = known;
  const named = await askNamed(ask, known, "all-at-once", (name) => ({ name, parallel: [] }));
  const step = await askDescription(ask, check, named);
  const branches: { readonly steps: readonly StepAnswers[] }[] = [];
  do {
    const put = (steps: readonly StepAnswers[]) => ({
      ...step,
      parallel: [...branches, { steps }],
    });
    const { steps } = await askSequence(ask, {
      within: `branch ${branches.length + 1} of ${step.name}`,
      check: (inner) => check(put(inner)),
      show: (inner) => show(put(inner)),
    });
    branches.push({ steps });
  } while (
    branches.length < 2 ||
    (await ask.yesNo({ message: `Another branch of ${step.name}?`, default: false }))
  );
  return askJoined(ask, check, { ...step, parallel: branches }, "a branch");
}

async function askMap(ask: Ask, known: NewStep): Promise<StepAnswers> {
  const { check, show, title } = known;
  const items = await ask.text({
    message: `${title}: for each item of which list?`,
    hint: "a path into the workflow state, e.g. input.lines",
    default: "input.items",
    validate: (answer) =>
      check({ name: freeName("items", check), map: { items: answer, steps: ITEM_TO_COME } }),
  });
  const wanted = kebabCase(items.split(".").at(-1) ?? "") || "items";
  const named = await askNamed(ask, known, wanted, (name) => ({
    name,
    map: { items, steps: ITEM_TO_COME },
  }));
  const step = await askDescription(ask, check, named);
  const put = (steps: readonly StepAnswers[]) => ({ ...step, map: { items, steps } });
  const { steps } = await askSequence(ask, {
    within: `each item of ${step.name}`,
    needsTask: true,
    check: (inner) => check(put(inner)),
    show: (inner) => show(put(inner)),
  });
  return askJoined(ask, check, put(steps), "an item");
}

/** Asks for the rules of a step that fails where something inside of it does. */
export async function askJoined(
  ask: Ask,
  check: Check,
  start: StepAnswers,
  part: string,
): Promise<StepAnswers> {
  const message = `When ${part} of ${start.name} fails, and the others have ended`;
  const step = await askOnFailure(ask, check, start, message);
  const limit = step.map ? "how many at once, " : "";
  const wantsMore = await ask.yesNo({
    message: `More rules for ${step.name}? (${limit}errors by name, what undoes all of it)`,
    default: hasMore(step) || step.map?.maxConcurrency !== undefined,
  });
  if (!wantsMore) return step;
  const caught = await askErrors(ask, check, await askMaxConcurrency(ask, check, step));
  return askCompensation(ask, check, caught);
}

async function askMaxConcurrency(ask: Ask, check: Check, step: StepAnswers): Promise<StepAnswers> {
  if (step.map === undefined) return step;
  const { maxConcurrency, ...map } = step.map;
  const put = (answer: string) => ({ ...step, map: { ...map, maxConcurrency: Number(answer) } });
  const question = {
    message: "At most how many items at once?",
    hint: "empty: up to 40",
    validate: (typed: string) => check(put(typed)),
  };
  const answer = await askOptional(ask, question, shown(maxConcurrency));
  return answer === "" ? { ...step, map } : put(answer);
}

/** Steps that run one after the other. */
export interface Sequence {
  /** What they are inside of, e.g. `branch 1 of book-trip`; left out: of the workflow. */
  readonly within?: string;
  /** Whether the first question may be answered with no step at all. */
  readonly mayBeEmpty?: boolean;
  /** Whether at least one of them must be a function. */
  readonly needsTask?: boolean;
  readonly suggestName?: (steps: readonly StepAnswers[]) => string | undefined;
  readonly check: (steps: readonly StepAnswers[]) => true | string;
  readonly show: (steps: readonly StepAnswers[]) => void;
  /** Another answer to what is next. */
  readonly more?: Choice<"more">;
}

export interface AskedSequence {
  readonly steps: readonly StepAnswers[];
  readonly next: "done" | "more";
}

/** Asks for steps one after the other, behind those that are there, and shows the workflow after each. */
export async function askSequence(
  ask: Ask,
  sequence: Sequence,
  start: readonly StepAnswers[] = [],
): Promise<AskedSequence> {
  const { within, mayBeEmpty = false, check, show } = sequence;
  const inside = within === undefined ? "" : ` of ${within}`;
  let steps = start;
  for (;;) {
    const next = steps.length === 0 ? "add" : await askWhatNext(ask, sequence, steps);
    if (next === "done" || next === "more") return { steps, next };
    const before = next === "again" ? steps.slice(0, -1) : steps;
    const isNoneAllowed = mayBeEmpty && before.length === 0;
    const step = await askStepOrNone(
      ask,
      {
        title: `Step ${before.length + 1}${inside}`,
        ...(!isNoneAllowed && { suggestedName: suggestedName(sequence, before) }),
        check: (asked) => check([...before, asked]),
        show: (asked) => show([...before, asked]),
      },
      isNoneAllowed,
    );
    if (step === undefined) return { steps: [], next: "done" };
    steps = [...before, step];
    show(steps);
  }
}

function suggestedName({ suggestName, check }: Sequence, steps: readonly StepAnswers[]): string {
  return (
    suggestName?.(steps) ?? freeName(`step-${steps.length + 1}`, (step) => check([...steps, step]))
  );
}

const WHAT_NEXT = {
  add: { value: "add", name: "Add another step", description: "It runs after the last one." },
  again: {
    value: "again",
    name: "Answer the last step again",
    description: "Its answers are dropped.",
  },
} as const;

function askWhatNext(
  ask: Ask,
  { within, needsTask = false, more }: Sequence,
  steps: readonly StepAnswers[],
): Promise<"add" | "done" | "again" | "more"> {
  const isIdle = needsTask && taskSteps(draft({ name: "", steps })).length === 0;
  const isBegun = within === undefined && steps.length < 2;
  return ask.choice<"add" | "done" | "again" | "more">({
    message: within === undefined ? "What next?" : `What next in ${within}?`,
    choices: [
      WHAT_NEXT.add,
      {
        value: "done",
        name: "That is all",
        description: `${sentence(within ?? "the workflow")} is complete.`,
        ...(isIdle && { disabled: "(no step so far is a function)" }),
      },
      ...(more ? [more] : []),
      WHAT_NEXT.again,
    ],
    default: isIdle || isBegun ? "add" : "done",
  });
}
