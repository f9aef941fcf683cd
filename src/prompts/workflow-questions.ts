import type { Look } from "../report/look.ts";
import { drawWorkflow } from "../report/picture.ts";
import { wrap } from "../report/wrap.ts";
import { kebabCase } from "../workflow/letter-case.ts";
import {
  draft,
  notAskedFor,
  problemWith,
  type StepAnswers,
  validateDraft,
  type WorkflowAnswers,
  withoutCompensations,
} from "./answers.ts";
import type { Ask } from "./ask.ts";
import { remarksOn } from "./remarks.ts";
import { askSequence } from "./steps/sequence-questions.ts";
import { askToLeaveOut } from "./steps/step-questions.ts";

const DEFAULT_NAME = "order-processing";

const ANY_STEP = [{ name: "a-step" }];

/**
 * Asks for the name of the workflow.
 *
 * @param suggestion taken as the default where it can be a name, e.g. the directory's
 */
export async function askWorkflowName(
  ask: Ask,
  answers: Partial<WorkflowAnswers>,
  suggestion: string | undefined,
): Promise<string> {
  const steps = answers.steps?.length ? answers.steps : ANY_STEP;
  const isName = (name: string) => validateDraft({ ...answers, name, steps });
  const suggested = suggestion === undefined ? DEFAULT_NAME : kebabCase(suggestion);
  return ask.text({
    message: "Name of the workflow",
    hint: "words joined by hyphens",
    default: isName(suggested) === true ? suggested : DEFAULT_NAME,
    ...(answers.name && { present: answers.name }),
    normalise: kebabCase,
    validate: isName,
  });
}

/** Asks what the workflow is for; empty for nothing to say. */
export const askPurpose = (ask: Ask, answers: WorkflowAnswers): Promise<string> =>
  ask.text({
    message: "What is the workflow for?",
    hint: "one line for the README; empty for none",
    ...(answers.description !== undefined && { present: answers.description }),
    validate: (answer) => answer === "" || validateDraft({ ...answers, description: answer }),
  });

/** Returns the drawing of a workflow that may lack what is still to come, and what is to be known about it. */
export const drawDraft =
  (answers: WorkflowAnswers) =>
  (look: Look): string =>
    [
      answers.steps.length === 0
        ? `  ${answers.name}, without a step`
        : drawWorkflow(draft(answers), look),
      ...remarksOn(answers).flatMap((remark) => ["", ...indented(remark, look)]),
    ].join("\n");

/** Returns a text in lines that fit, behind a margin. */
export const indented = (text: string, { width }: Look): string[] =>
  wrap(text, width - 2, "").map((line) => `  ${line}`.trimEnd());

const MORE = {
  value: "more",
  name: "change something else",
  description: "Any step, the name, what starts it, its order, the transport, the directory.",
} as const;

/** The steps as they are, and whether something else is to be changed before they are complete. */
interface AskedSteps {
  readonly answers: WorkflowAnswers;
  readonly next: "done" | "more";
}

/** Asks for the steps, one after the other, until they are a workflow or something else is to be changed. */
export async function askSteps(
  ask: Ask,
  answers: WorkflowAnswers,
  note: (answers: WorkflowAnswers) => void,
): Promise<AskedSteps> {
  const withSteps = (steps: readonly StepAnswers[]) => ({ ...answers, steps });
  let present = answers.steps;
  for (;;) {
    const { steps, next } = await askSequence(
      ask,
      {
        check: (asked) => validateDraft(withSteps(asked)),
        note: (asked) => note(withSteps(asked)),
        show: (asked) => ask.show(drawDraft(withSteps(asked))),
        needsTask: true,
        more: MORE,
      },
      present,
    );
    if (next === "more") return { answers: withSteps(steps), next };
    const settled = await settle(ask, withSteps(steps));
    if (settled) return { answers: settled, next };
    present = steps;
  }
}

/** The answers where all of them hold together; `undefined` where more are needed for that. */
async function settle(ask: Ask, answers: WorkflowAnswers): Promise<WorkflowAnswers | undefined> {
  const problem = problemWith(answers);
  if (problem !== undefined) {
    ask.show((look) => indented(problem, look).join("\n"));
    return undefined;
  }
  const unused = notAskedFor(answers);
  if (unused.length === 0) return answers;
  if (!(await askToLeaveOut(ask, unused))) return undefined;
  return { ...answers, steps: answers.steps.map((step) => withoutCompensations(step, unused)) };
}
