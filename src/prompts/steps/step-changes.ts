import type { FormName } from "../../forms/form.ts";
import { counted } from "../../messages/words.ts";
import { headOf, type Path, sentence, valueAt } from "../../workflow/findings/finding.ts";
import { formOf } from "../../workflow/grammar/step-keys.ts";
import {
  pathOf,
  stepsIn,
  withoutStepAt,
  withStepAt,
  withValueAt,
} from "../../workflow/text/edit/step-lists.ts";
import { countInside, type StepAnswers, validateDraft, type WorkflowAnswers } from "../answers.ts";
import { type Ask, type Choice, choicesIn, disableIf } from "../ask.ts";
import { ofItself } from "../spoken.ts";
import { FORM_QUESTIONS } from "./form-questions.ts";
import { askAgain, askKind, askStep } from "./kind-questions.ts";
import { askMoreRules, rulesInWords } from "./more-rules.ts";
import { placeBefore, type StepPlace } from "./place.ts";
import { askSequence } from "./sequence-questions.ts";

/** A workflow with a step in some place. */
type Put = (step: StepAnswers) => WorkflowAnswers;

/** The functions that see and keep the changes of the workflow. */
export interface Audience {
  readonly note: (answers: WorkflowAnswers) => void;
  readonly show: (answers: WorkflowAnswers) => void;
}

const placeOf = (title: string, put: Put, { note, show }: Audience): StepPlace => ({
  title,
  check: ofItself((step) => validateDraft(put(step))),
  note: (step) => note(put(step)),
  show: (step) => show(put(step)),
  askSequence,
});

/**
 * Asks what is to be different about a step that is there.
 *
 * @param at where it is in the answers
 */
export async function askStepChange(
  ask: Ask,
  answers: WorkflowAnswers,
  at: Path,
  audience: Audience,
): Promise<WorkflowAnswers> {
  const step = valueAt(answers, at) as StepAnswers;
  const { name } = step;
  const rest = withoutStepAt(answers, at) as WorkflowAnswers;
  const change = await ask.choice({
    message: `What is to be different about ${name}?`,
    choices: changesOf(step, validateDraft(rest)),
    default: "again",
  });
  const put: Put = (one) => withValueAt(answers, at, one) as WorkflowAnswers;
  const place = placeOf(headOf(answers, at), put, audience);
  switch (change) {
    case "again":
      return put(await askAgain(ask, place, step));
    case "rules":
      return put(await askMoreRules(ask, place, step));
    case "before":
      return askInserted(ask, answers, at, `before ${name}`, audience);
    case "after":
      return askInserted(
        ask,
        answers,
        [...at.slice(0, -1), Number(at.at(-1)) + 1],
        `behind ${name}`,
        audience,
      );
    case "move":
      return askMoved(ask, answers, rest, step);
    case "remove":
      return (await askToRemove(ask, step)) ? rest : answers;
  }
}

const changesOf = (step: StepAnswers, removal: true | string) =>
  choicesIn({
    again: ["its answers", "All of them, as they are: Enter goes past what is to stay."],
    rules: ["more rules", rulesInWords(step)],
    before: ["a new step before it", `It runs, and then ${step.name}.`],
    after: ["a new step behind it", `${step.name} runs, and then it.`],
    move: ["its place", "It is moved, with all its answers."],
    remove: ["take it out", "With what undoes it, and what runs in its place."],
  }).map((choice) => (choice.value === "remove" ? disableIf(choice, removal) : choice));

async function askInserted(
  ask: Ask,
  answers: WorkflowAnswers,
  at: Path,
  where: string,
  audience: Audience,
): Promise<WorkflowAnswers> {
  const put: Put = (one) => withStepAt(answers, at, one) as WorkflowAnswers;
  const place = placeOf(`The new step ${where}`, put, audience);
  const form = await askKind(ask, `What is the new step ${where}?`, place.check, "task");
  return put(await askStep(ask, place, form));
}

/** Asks where a step goes that is taken out of its place; only where the workflow stays valid. */
async function askMoved(
  ask: Ask,
  answers: WorkflowAnswers,
  rest: WorkflowAnswers,
  step: StepAnswers,
): Promise<WorkflowAnswers> {
  const moved = (before: string): WorkflowAnswers => {
    const at = pathOf(rest, before === "" ? { at: "end" } : { before });
    return at === undefined ? answers : (withStepAt(rest, at, step) as WorkflowAnswers);
  };
  const places = [
    { value: "", name: "at the end", description: "It is the last one." },
    ...stepsIn(rest).map(({ name }) => placeBefore(name)),
  ];
  const choices: readonly Choice<string>[] = [
    { value: STAY, name: "where it is", description: "Nothing changes." },
    ...places.map((choice) => disableIf(choice, validateDraft(moved(choice.value)))),
  ];
  const before = await ask.choice({
    message: `Where does ${step.name} go?`,
    choices,
    default: STAY,
  });
  return before === STAY ? answers : moved(before);
}

/** No step has this name: it is no word. */
const STAY = "-";

async function askToRemove(ask: Ask, step: StepAnswers): Promise<boolean> {
  const inside = countInside(step);
  const what =
    inside === 0
      ? step.name
      : `${step.name} with what is inside of it (${counted(inside, "step")})`;
  return ask.yesNo({ message: `Take out ${what}?`, default: inside === 0 });
}

/** Returns the steps of a workflow as choices, those inside of others behind a margin. */
export const stepChoices = (answers: WorkflowAnswers): readonly Choice<string>[] =>
  stepsIn(answers).map(({ name, at }) => ({
    value: at.join("/"),
    name: `${"  ".repeat(at.filter((part) => part === "steps" || part === "otherwise").length - 1)}step ${name}`,
    description: changesTo(formOf(valueAt(answers, at) as object)),
  }));

function changesTo(form: FormName): string {
  const { kind, changed = "its answers" } = FORM_QUESTIONS[form];
  return `${sentence(kind.name)}: ${changed}, its place, what is before and behind it.`;
}

/** Returns the path that {@link stepChoices} has as a value. */
export const pathIn = (value: string): Path =>
  value.split("/").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
