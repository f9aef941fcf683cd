import { markdown } from "../quote.ts";
import { comparisonsIn } from "../workflow/steps/comparisons.ts";
import { describeCondition } from "../workflow/text/condition-text.ts";
import type { ChoiceBranch, ChoiceStep } from "../workflow/workflow.ts";
import { chained } from "./chained.ts";
import type { Form } from "./form.ts";

/** Branches of which the first one runs whose condition holds. */
export const choice: Form<ChoiceStep> = {
  fails: "never",
  runs: "one",
  sequences: ({ branches }) =>
    branches.map(({ when, steps }, index) => ({
      steps,
      at: ["choice", index, when ? "steps" : "otherwise"],
    })),
  reads: ({ branches }) =>
    branches.flatMap(({ when }, index) =>
      (when ? comparisonsIn(when, ["choice", index, "when"]) : []).map(({ comparison, at }) => ({
        path: comparison.path,
        at: [...at, "path"],
        comparison,
      })),
    ),
  run: (step, interpreter) =>
    interpreter.take(
      step,
      step.branches.findIndex(({ when }) => when === undefined || interpreter.holds(when)),
    ),
  mapInside: (step, change) => ({
    ...step,
    branches: step.branches.map((branch) => ({ ...branch, steps: change(branch.steps) })),
  }),
  caption: () => "one of these",
  node: ({ name }) => `{"${name}"}`,
  ways: (step) =>
    waysOf(step).map(({ when, steps }) => ({
      label: when ? `where ${describeCondition(when)}` : "otherwise",
      steps,
    })),
  sentence: (step) => `goes on with ${waysInWords(step).join("; ")}`,
  explained: {
    counted: "For each choice, the branch with the most computing is counted.",
    drawn: () => "Of each choice the branch is shown that computes the most.",
    told: "A choice takes the branch that leads to the step.",
  },
};

/** Tells whether a choice has a branch for all that no condition holds for, so that one is always taken. */
export function hasOtherwise({ branches }: Pick<ChoiceStep, "branches">): boolean {
  return branches.some(({ when }) => when === undefined);
}

/** Returns the branches of a choice, and an empty one where none of them has to be taken. */
export const waysOf = (step: Pick<ChoiceStep, "branches">): readonly ChoiceBranch[] =>
  hasOtherwise(step) ? step.branches : [...step.branches, { steps: [] }];

/** Returns a line of Markdown for each way on from a choice. */
export const waysInWords = (step: ChoiceStep): string[] =>
  waysOf(step).map(({ when, steps }) => {
    const to = steps.length === 0 ? "what follows" : chained(steps);
    return when ? `${to} where ${markdown(describeCondition(when))}` : `else ${to}`;
  });
