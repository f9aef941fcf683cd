import { drawWorkflow } from "../report/picture.ts";
import { kebabCase } from "../workflow/names.ts";
import { checkWorkflow } from "../workflow/parse.ts";
import type { Problem, Workflow } from "../workflow/workflow.ts";
import { verdict, type WorkflowAnswers, withStep } from "./answers.ts";
import type { Ask } from "./ask.ts";
import { askStep } from "./step-questions.ts";

/** The answers, each accepted on its own, do not make a workflow together. */
export interface Unusable {
  readonly problems: readonly Problem[];
}

const DEFAULT_NAME = "order-processing";

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

const WHAT_NEXT = [
  { value: "add", name: "Add another step", description: "It runs after the last one." },
  { value: "done", name: "That is all", description: "The workflow is complete." },
  { value: "again", name: "Answer the last step again", description: "Its answers are dropped." },
] as const;

/** Asks for the steps, one after the other, and shows the workflow after each. */
export async function askSteps(
  ask: Ask,
  named: Omit<WorkflowAnswers, "steps">,
): Promise<Workflow | Unusable> {
  let answers: WorkflowAnswers = { ...named, steps: [] };
  for (;;) {
    const before = answers;
    answers = withStep(answers, await askStep(ask, answers));
    const { workflow, problems } = checkWorkflow(answers);
    if (workflow) ask.show(drawWorkflow(workflow));
    const next = await ask.choice({
      message: "What next?",
      choices: WHAT_NEXT,
      default: answers.steps.length < 2 ? "add" : "done",
    });
    if (next === "done") return workflow ?? { problems };
    if (next === "again") answers = before;
  }
}
