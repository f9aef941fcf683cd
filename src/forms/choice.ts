import { comparisonsIn } from "../workflow/steps/comparisons.ts";
import type { ChoiceStep } from "../workflow/workflow.ts";
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
};
