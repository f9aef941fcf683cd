import { describeCondition } from "../workflow/condition-text.ts";
import { formatDuration } from "../workflow/duration.ts";
import { allSteps } from "../workflow/traversal.ts";
import type { ChoiceStep, MapStep, RoutedWorkflow, Step } from "../workflow/workflow.ts";
import { markdown } from "./quote.ts";

/** What the steps do that are no functions, each in a sentence of Markdown. */
export function formLines(workflow: RoutedWorkflow): string[] {
  return allSteps(workflow).flatMap((step) => {
    const text = sentence(step);
    if (text === undefined) return [];
    const about = step.description === undefined ? "" : ` ${markdown(step.description)}`;
    return [`- \`${step.name}\` ${text}.${about}`];
  });
}

function sentence(step: Step): string | undefined {
  switch (step.form) {
    case "task":
      return undefined;
    case "approval":
      return `asks, and waits up to ${formatDuration(step.answerSeconds)} for the answer; a rejection is the error \`Rejected\`, no answer \`TimedOut\``;
    case "wait":
      return `waits ${formatDuration(step.seconds)}`;
    case "choice":
      return `goes on with ${ways(step)}`;
    case "parallel":
      return `runs at once: ${step.branches.map(({ steps }) => chain(steps)).join("; ")}`;
    case "map":
      return `runs for each item of \`${step.items}\`${atOnce(step)}: ${chain(step.steps)}`;
  }
}

function ways({ branches }: ChoiceStep): string {
  const described = branches.map(({ when, steps }) => {
    const to = steps.length === 0 ? "what follows" : chain(steps);
    return when ? `${to} where ${markdown(describeCondition(when))}` : `else with ${to}`;
  });
  const isComplete = branches.some(({ when }) => when === undefined);
  return [...described, ...(isComplete ? [] : ["else with what follows"])].join("; ");
}

function atOnce({ maxConcurrency }: MapStep): string {
  return maxConcurrency === undefined ? "" : `, at most ${maxConcurrency} at once`;
}

function chain(steps: readonly Step[]): string {
  return steps.map(({ name }) => `\`${name}\``).join(", then ");
}
