import type { Look } from "../report/look.ts";
import { drawWorkflow } from "../report/picture.ts";
import { addStep } from "../workflow/text/edit/change-steps.ts";
import { type Position, pathOf, stepsIn, withStepAt } from "../workflow/text/edit/step-lists.ts";
import { parseWorkflow } from "../workflow/text/parse.ts";
import { documentOf } from "../workflow/text/workflow-text.ts";
import {
  isOpen,
  notAskedFor,
  type StepAnswers,
  type WorkflowAnswers,
  withoutCompensations,
  withStandIns,
} from "./answers.ts";
import { type Ask, choicesIn } from "./ask.ts";
import { ofItself, sentence } from "./spoken.ts";
import { askAgain, askForm, askKind, askStep } from "./steps/kind-questions.ts";
import { askMoreRules } from "./steps/more-rules.ts";
import { askName, placeBefore, type StepPlace } from "./steps/place.ts";
import { askSequence } from "./steps/sequence-questions.ts";
import { askToLeaveOut, type Check } from "./steps/step-questions.ts";
import { drawDraft } from "./workflow-questions.ts";

/** A step that somebody wants, and where. */
export interface PlacedStep {
  readonly step: StepAnswers;
  readonly position: Position;
}

/** The answers that are known before the first question, and are not asked for. */
export interface KnownStep {
  readonly name?: string;
  readonly position?: Position;
  /** Hears of the answers so far. */
  readonly note?: (placed: PlacedStep) => void;
}

/** Returns a check of a step at its place, except for what a later answer can put right. */
const stepCheck = (text: string, position: Position): Check =>
  ofItself((step) => {
    const { problems } = addStep(text, position, withStandIns(step));
    const problem = problems.find((found) => !isOpen(found));
    return problem ? sentence(problem) : true;
  });

const TITLE = "The new step";

/** Asks for the name of a step whose place is known. */
export async function askNameAt(ask: Ask, text: string, position: Position): Promise<string> {
  const place = { title: TITLE, check: stepCheck(text, position), note: () => {} };
  return (await askName(ask, place, {}, (name) => ({ name }))).name;
}

/**
 * Asks for a step of a workflow that is there: where it goes first, as its rules depend on that.
 *
 * @param text of `workflow.yaml`, valid
 * @returns `undefined` where it is not wanted in the end
 */
export async function askPlacedStep(
  ask: Ask,
  text: string,
  known: KnownStep,
): Promise<PlacedStep | undefined> {
  ask.show((look) => picture(text, look));
  const position = known.position ?? (await askPosition(ask, text));
  const place: StepPlace = {
    title: TITLE,
    check: stepCheck(text, position),
    note: (step) => known.note?.({ step, position }),
    show: (step) => ask.show(drawDraft(documentWith(text, position, step))),
    askSequence,
  };
  let step = await askNewStep(ask, place, known.name);
  for (;;) {
    const added = await withoutUnusedCompensations(ask, text, position, step);
    const result = addStep(text, position, added);
    // Whoever adds it says what is wrong.
    if (result.text === undefined) return { step: added, position };
    ask.show((look) => picture(result.text, look));
    const decision = await askToApply(ask, `Add ${added.name}?`, "add it");
    if (decision === "yes") return { step: added, position };
    if (decision === "no") return undefined;
    step = await askAgain(ask, place, step);
    place.note(step);
    step = await askMoreRules(ask, place, step);
  }
}

/** Asks for a step, its rules too; a step whose name is known is a function. */
async function askNewStep(
  ask: Ask,
  place: StepPlace,
  name: string | undefined,
): Promise<StepAnswers> {
  const step =
    name === undefined
      ? await askStep(ask, place, await askKind(ask, "What is the new step?", place.check, "task"))
      : await askForm(ask, place.check, { name });
  place.note(step);
  return askMoreRules(ask, place, step);
}

/** Asks whether a change is wanted as it was shown, or its answers again. */
export const askToApply = (
  ask: Ask,
  message: string,
  yes: string,
): Promise<"yes" | "again" | "no"> =>
  ask.choice({
    message,
    choices: choicesIn({
      yes: [yes, "workflow.yaml and all that follows from it."],
      again: ["change the answers", "They are asked again as they are."],
      no: ["cancel", "Nothing changes."],
    }),
    default: "yes",
  });

function documentWith(text: string, position: Position, step: StepAnswers): WorkflowAnswers {
  const document = documentOf(text);
  const at = pathOf(document, position);
  return (at === undefined ? document : withStepAt(document, at, step)) as WorkflowAnswers;
}

/** A compensation that nothing asks for may be left out; with it the step cannot be added. */
async function withoutUnusedCompensations(
  ask: Ask,
  text: string,
  position: Position,
  step: StepAnswers,
): Promise<StepAnswers> {
  const unused = notAskedFor(documentWith(text, position, step));
  const isLeftOut = unused.length > 0 && (await askToLeaveOut(ask, unused));
  return isLeftOut ? withoutCompensations(step, unused) : step;
}

async function askPosition(ask: Ask, text: string): Promise<Position> {
  const names = stepsIn(documentOf(text)).map(({ name }) => name);
  const before = await ask.choice<string>({
    message: "Where does the new step go?",
    choices: [
      { value: "", name: "at the end", description: `After ${names.at(-1)}.` },
      ...names.map(placeBefore),
    ],
    default: "",
  });
  return before === "" ? { at: "end" } : { before };
}

/**
 * Asks which step is taken out.
 *
 * @returns its name; `undefined` where none is, in the end
 */
export async function askStepToRemove(ask: Ask, text: string): Promise<string | undefined> {
  ask.show((look) => picture(text, look));
  const steps = stepsIn(documentOf(text));
  const name = await ask.choice({
    message: "Which step is taken out?",
    choices: steps.map((step) => ({
      value: step.name,
      name: step.name,
      description: "With what undoes it, and what runs in its place.",
    })),
    default: steps.at(-1)?.name ?? "",
  });
  const isWanted = await ask.yesNo({ message: `Take out ${name}?`, default: true });
  return isWanted ? name : undefined;
}

/** Returns the drawing of a workflow. */
export function picture(text: string, look: Look): string {
  const { workflow } = parseWorkflow(text, "workflow.yaml");
  return workflow ? drawWorkflow(workflow, look) : "";
}
