import { sentence } from "../../workflow/findings/finding.ts";
import type { ConditionDocument } from "../../workflow/grammar/condition-keys.ts";
import { describeCondition } from "../../workflow/text/condition-text.ts";
import { toCondition } from "../../workflow/text/document.ts";
import { countInside, type StepAnswers } from "../answers.ts";
import { type Ask, choicesIn, presentOr } from "../ask.ts";
import { ABOUT_PATHS } from "../jargon.ts";
import { askCondition } from "./condition-questions.ts";
import { stepKey, wordsFor } from "./key-question.ts";
import { askName, freeName, type StepPlace } from "./place.ts";

type Start = Partial<StepAnswers>;
type BranchDocument = NonNullable<StepAnswers["choice"]>[number];

/** A branch of a choice or a parallel while it is asked for. */
interface Branch {
  readonly when?: ConditionDocument;
  readonly steps: readonly StepAnswers[];
}

/** Asks for a step whose branches have conditions. */
export async function askBranchesWhere(
  ask: Ask,
  place: StepPlace,
  start: Start,
): Promise<StepAnswers> {
  const before = start.choice ?? [];
  const step = await askName(ask, place, start, (name) => ({ ...start, name, choice: before }));
  const put = (branches: readonly Branch[]) => ({ ...step, choice: branches.map(written) });
  return put(
    await askBranches(ask, place, step.name, before.map(read), {
      put,
      isEnough: ({ length }) => length > 0,
      next: (branches) => askNextBranch(ask, step.name, branches),
      askWhen: (what, present, others) =>
        askCondition(
          ask,
          sentence(what),
          (when) => place.check(put([...others, { when, steps: [] }])),
          present,
        ),
      mayBeEmpty: true,
    }),
  );
}

const written = ({ when, steps }: Branch): BranchDocument =>
  when === undefined ? { otherwise: steps } : { when, steps };

const read = ({ when, steps = [], otherwise = steps }: BranchDocument): Branch => ({
  ...(when && { when }),
  steps: otherwise,
});

/** Asks for a step whose branches run at once. */
export async function askBranchesAtOnce(
  ask: Ask,
  place: StepPlace,
  start: Start,
): Promise<StepAnswers> {
  const before = start.parallel ?? [];
  const step = await askName(ask, place, start, (name) => ({ ...start, name, parallel: before }));
  const put = (branches: readonly Branch[]) => ({
    ...step,
    parallel: branches.map(({ steps }) => ({ steps })),
  });
  const branches = await askBranches(ask, place, step.name, before, {
    put,
    isEnough: ({ length }) => length > 1,
    next: async () =>
      (await ask.yesNo({ message: `Another branch of ${step.name}?`, default: false }))
        ? "plain"
        : "none",
    mayBeEmpty: false,
  });
  return put(branches);
}

/** The words and limits of the branches of a form. */
interface Branching {
  /** The step with branches. */
  readonly put: (branches: readonly Branch[]) => StepAnswers;
  readonly isEnough: (branches: readonly Branch[]) => boolean;
  /** Asks whether there is another branch, and of which kind. */
  readonly next: (branches: readonly Branch[]) => Promise<"none" | "when" | "plain">;
  readonly askWhen?: (
    what: string,
    present: ConditionDocument | undefined,
    others: readonly Branch[],
  ) => Promise<ConditionDocument>;
  readonly mayBeEmpty: boolean;
}

/** Asks for branches, those that are there first: they are kept, changed or taken out. */
async function askBranches(
  ask: Ask,
  place: StepPlace,
  name: string,
  before: readonly Branch[],
  branching: Branching,
): Promise<readonly Branch[]> {
  let branches: readonly Branch[] = [];
  let rest = before;
  for (;;) {
    const [present, ...others] = rest;
    const what = `branch ${branches.length + 1} of ${name}`;
    if (present) {
      rest = others;
      const fate = await askFate(ask, what, present, branching.mayBeEmpty);
      if (fate === "drop") {
        place.note(branching.put([...branches, ...rest]));
        continue;
      }
      branches = [
        ...branches,
        fate === "keep"
          ? present
          : await askBranch(ask, place, what, present, branches, others, branching),
      ];
      continue;
    }
    const next = branches.length === 0 && branching.askWhen ? "when" : undefined;
    const kind = next ?? (branching.isEnough(branches) ? await branching.next(branches) : "plain");
    if (kind === "none") return branches;
    const added: Branch = kind === "when" ? { when: TO_COME, steps: [] } : { steps: [] };
    branches = [...branches, await askBranch(ask, place, what, added, branches, [], branching)];
    if (kind === "plain" && branching.askWhen) return branches;
  }
}

/** Stands for a condition that is not known yet. */
const TO_COME: ConditionDocument = { path: "input", isPresent: true };

async function askBranch(
  ask: Ask,
  place: StepPlace,
  what: string,
  present: Branch,
  before: readonly Branch[],
  after: readonly Branch[],
  { put, askWhen, mayBeEmpty }: Branching,
): Promise<Branch> {
  const others = [...before, ...after];
  const when =
    present.when && askWhen
      ? await askWhen(what, present.when === TO_COME ? undefined : present.when, others)
      : undefined;
  const branch = (steps: readonly StepAnswers[]): Branch => ({ ...(when && { when }), steps });
  const whole = (steps: readonly StepAnswers[]) => put([...before, branch(steps), ...after]);
  if (when) place.note(whole(present.steps));
  const { steps } = await place.askSequence(
    ask,
    {
      within: what,
      mayBeEmpty,
      check: (inner) => place.check(whole(inner)),
      note: (inner) => place.note(whole(inner)),
      show: (inner) => place.show(whole(inner)),
    },
    present.steps,
  );
  return branch(steps);
}

/** Asks what becomes of a branch that is there; one with steps is not taken out without another yes. */
async function askFate(
  ask: Ask,
  what: string,
  { when, steps }: Branch,
  mayBeEmpty: boolean,
): Promise<"keep" | "change" | "drop"> {
  const names = steps.map(({ name }) => name).join(", ") || "nothing to do";
  const condition = when === undefined ? "" : `where ${describeCondition(toCondition(when))}: `;
  const fate = await ask.choice({
    message: `${sentence(what)} (${condition}${names})`,
    choices: choicesIn({
      keep: ["keep it", "It stays as it is."],
      change: ["change it", "Its answers are asked for again."],
      drop: ["take it out", "With all steps in it."],
    }),
    default: steps.length > 0 || mayBeEmpty ? "keep" : "change",
  });
  if (fate !== "drop" || steps.length === 0) return fate;
  const count = steps.reduce((sum, step) => sum + 1 + countInside(step), 0);
  const isSure = await ask.yesNo({
    message: `Take out ${what} with ${count === 1 ? "its step" : `its ${count} steps`}?`,
    default: false,
  });
  return isSure ? "drop" : "keep";
}

/** Asks for a step that does the same for each item of a list. */
export async function askItems(ask: Ask, place: StepPlace, start: Start): Promise<StepAnswers> {
  const { check, title } = place;
  const inside = start.map?.steps ?? [];
  const least = inside.length > 0 ? inside : [{ name: "item-to-come" }];
  const any = start.name ?? freeName("items", check);
  const items = await ask.text({
    ...wordsFor(stepKey("map", "items"), title),
    about: ABOUT_PATHS,
    hint: "a path into the workflow state, e.g. input.lines",
    ...presentOr(start.map?.items, "input.items"),
    validate: (answer) =>
      check({ ...start, name: any, map: { ...start.map, items: answer, steps: least } }),
  });
  const map = { ...start.map, items };
  const named = await askName(ask, place, start, (name) => ({
    ...start,
    name,
    map: { ...map, steps: inside },
  }));
  const put = (steps: readonly StepAnswers[]) => ({ ...named, map: { ...map, steps } });
  const { steps } = await place.askSequence(
    ask,
    {
      within: `each item of ${named.name}`,
      needsTask: true,
      check: (inner) => check(put(inner)),
      note: (inner) => place.note(put(inner)),
      show: (inner) => place.show(put(inner)),
    },
    inside,
  );
  return put(steps);
}

async function askNextBranch(ask: Ask, name: string, branches: readonly Branch[]) {
  if (branches.at(-1)?.when === undefined) return "none";
  return ask.choice({
    message: `Another branch of ${name}?`,
    choices: choicesIn({
      none: ["no", "Where no condition holds, the workflow goes on."],
      when: ["with a condition", "Looked at where none before holds."],
      plain: ["otherwise", "Taken where no condition holds."],
    }),
    default: "none",
  });
}
