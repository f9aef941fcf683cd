import { decides, hasOtherwise } from "../../forms/traits.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import { describeCondition } from "../../workflow/text/condition-text.ts";
import type { ChoiceStep, MapStep, RoutedWorkflow, Step } from "../../workflow/workflow.ts";
import { fold } from "../fold.ts";
import { markdown } from "../quote.ts";
import { spacedDuration } from "./spaced-duration.ts";

/** Returns lines of a list in Markdown about the steps that are no functions. */
export function formLines(workflow: RoutedWorkflow): string[] {
  return allSteps(workflow).flatMap((step) => {
    const text = sentence(step);
    if (text === undefined) return [];
    const about = step.description === undefined ? "" : ` ${markdown(step.description)}`;
    const item = fold(`- \`${step.name}\` ${text}.${about}`);
    if (item.length === 1 || !decides(step)) return item;
    return [
      ...fold(`- \`${step.name}\` goes on with one of these${about === "" ? ":" : `.${about}`}`),
      ...ways(step).flatMap((way) => fold(`  - ${way}`)),
    ];
  });
}

function sentence(step: Step): string | undefined {
  switch (step.form) {
    case "task":
      return undefined;
    case "approval":
      return `asks, and waits up to ${spacedDuration(step.answerSeconds)} for the answer`;
    case "wait":
      return `waits ${spacedDuration(step.seconds)}`;
    case "choice":
      return `goes on with ${ways(step).join("; ")}`;
    case "parallel":
      return `runs at once: ${step.branches.map(({ steps }) => chain(steps)).join("; ")}`;
    case "map":
      return `runs for each item of \`${step.items}\`${atOnce(step)}: ${chain(step.steps)}`;
  }
}

function ways(choice: ChoiceStep): string[] {
  const described = choice.branches.map(({ when, steps }) => {
    const to = steps.length === 0 ? "what follows" : chain(steps);
    return when ? `${to} where ${markdown(describeCondition(when))}` : `else ${to}`;
  });
  return [...described, ...(hasOtherwise(choice) ? [] : ["else what follows"])];
}

function atOnce({ maxConcurrency }: MapStep): string {
  return maxConcurrency === undefined ? "" : `, at most ${maxConcurrency} at once`;
}

function chain(steps: readonly Step[]): string {
  return steps.map(({ name }) => `\`${name}\``).join(", then ");
}
