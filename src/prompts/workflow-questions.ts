import { drawWorkflow } from "../report/picture.ts";
import { kebabCase } from "../workflow/names.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { draft, verdict, type WorkflowAnswers, withoutCompensations, withStep } from "./answers.ts";
import type { Ask } from "./ask.ts";
import { askStep } from "./step-questions.ts";

const DEFAULT_NAME = "order-processing";

/** The order example, for those who press Enter. */
const EXAMPLE_NAMES = ["create-order", "process-payment", "create-invoice"];

function suggestedName({ steps }: WorkflowAnswers): string {
  const isExample = steps.every(({ name }, index) => name === EXAMPLE_NAMES[index]);
  return (isExample && EXAMPLE_NAMES[steps.length]) || `step-${steps.length + 1}`;
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

const WHAT_NEXT = [
  { value: "add", name: "Add another step", description: "It runs after the last one." },
  { value: "done", name: "That is all", description: "The workflow is complete." },
  { value: "again", name: "Answer the last step again", description: "Its answers are dropped." },
] as const;

/** Asks for the steps, one after the other, and shows the workflow after each. */
export async function askSteps(ask: Ask, named: Omit<WorkflowAnswers, "steps">): Promise<Workflow> {
  let answers: WorkflowAnswers = { ...named, steps: [] };
  for (;;) {
    const before = answers;
    const step = await askStep(ask, {
      title: `Step ${before.steps.length + 1}`,
      suggestedName: suggestedName(before),
      check: (asked) => verdict(withStep(before, asked)),
    });
    answers = withStep(before, step);
    ask.show(drawWorkflow(draft(answers).workflow));
    const next = await askWhatNext(ask, answers);
    if (next === "again") answers = before;
    else if (next !== "add") return next;
  }
}

/** Asks whether that is all; if it is, all must hold together. */
async function askWhatNext(
  ask: Ask,
  answers: WorkflowAnswers,
): Promise<Workflow | "add" | "again"> {
  const next = await ask.choice({
    message: "What next?",
    choices: WHAT_NEXT,
    default: answers.steps.length < 2 ? "add" : "done",
  });
  if (next !== "done") return next;
  const { workflow, notAskedFor } = draft(answers);
  if (notAskedFor.length === 0) return workflow;
  const isLeftOut = await ask.yesNo({
    message: `No failure asks for the compensation of ${notAskedFor.join(" and ")}. Leave it out?`,
    default: true,
  });
  return isLeftOut
    ? draft(withoutCompensations(answers, notAskedFor)).workflow
    : askWhatNext(ask, answers);
}
