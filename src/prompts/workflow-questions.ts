import { drawWorkflow } from "../report/picture.ts";
import { wrap } from "../report/wrap.ts";
import { kebabCase } from "../workflow/names.ts";
import type { Workflow } from "../workflow/workflow.ts";
import {
  draft,
  notAskedFor,
  problemWith,
  type StepAnswers,
  verdict,
  type WorkflowAnswers,
  withoutCompensations,
} from "./answers.ts";
import type { Ask } from "./ask.ts";
import { askSequence } from "./form-questions.ts";
import { askMoreAboutWorkflow } from "./start-questions.ts";
import { askToLeaveOut } from "./step-questions.ts";

const DEFAULT_NAME = "order-processing";

/** The order example, for those who press Enter. */
const EXAMPLE_NAMES = ["create-order", "process-payment", "create-invoice"];

function suggestedName(steps: readonly StepAnswers[]): string | undefined {
  const isExample = steps.every(({ name }, index) => name === EXAMPLE_NAMES[index]);
  return isExample ? EXAMPLE_NAMES[steps.length] : undefined;
}

const isName = (name: string) => verdict({ name, steps: [{ name: "a-step" }] });

/**
 * Asks for the name of the workflow and its description.
 *
 * @param suggestion taken as the default where it can be a name, e.g. the directory's
 */
export async function askWorkflowName(
  ask: Ask,
  suggestion: string | undefined,
): Promise<Omit<WorkflowAnswers, "steps">> {
  const suggested = suggestion === undefined ? DEFAULT_NAME : kebabCase(suggestion);
  const name = await ask.text({
    message: "Name of the workflow",
    hint: "words joined by hyphens",
    default: isName(suggested) === true ? suggested : DEFAULT_NAME,
    normalise: kebabCase,
    validate: isName,
  });
  const description = await ask.text({
    message: "What is it for?",
    hint: "one line for the README; empty for none",
    validate: (answer) =>
      answer === "" || verdict({ name, description: answer, steps: [{ name: "a-step" }] }),
  });
  return { name, ...(description !== "" && { description }) };
}

const MORE = {
  value: "more",
  name: "More about the workflow",
  description: "What starts it, and whether order is kept.",
} as const;

/** Asks for the steps, one after the other, until they are a workflow, and shows it after each. */
export async function askSteps(ask: Ask, named: Omit<WorkflowAnswers, "steps">): Promise<Workflow> {
  let answers: WorkflowAnswers = { ...named, steps: [] };
  const withSteps = (steps: readonly StepAnswers[]) => ({ ...answers, steps });
  for (;;) {
    const { steps, next } = await askSequence(
      ask,
      {
        suggestName: suggestedName,
        check: (asked) => verdict(withSteps(asked)),
        show: (asked) => ask.show(drawWorkflow(draft(withSteps(asked)))),
        more: MORE,
      },
      answers.steps,
    );
    answers = withSteps(steps);
    if (next === "more") {
      answers = await askMoreAboutWorkflow(ask, answers);
      ask.show(drawWorkflow(draft(answers)));
      continue;
    }
    const settled = await settle(ask, answers);
    if (settled) return settled;
  }
}

/** The workflow where all of it holds together; `undefined` where more answers are needed for that. */
async function settle(ask: Ask, answers: WorkflowAnswers): Promise<Workflow | undefined> {
  const problem = problemWith(answers);
  if (problem !== undefined) {
    ask.show(
      wrap(problem, 78)
        .map((line) => `  ${line}`)
        .join("\n"),
    );
    return undefined;
  }
  const unused = notAskedFor(answers);
  if (unused.length === 0) return draft(answers);
  if (!(await askToLeaveOut(ask, unused))) return undefined;
  const steps = answers.steps.map((step) => withoutCompensations(step, unused));
  return draft({ ...answers, steps });
}
