import type { ParallelStep } from "../workflow/workflow.ts";
import { chained } from "./chained.ts";
import type { Form } from "./form.ts";

/** Branches that run at once, and are joined. */
export const parallel: Form<ParallelStep> = {
  fails: "inside",
  runs: "all",
  sequences: ({ branches }) =>
    branches.map(({ steps }, index) => ({ steps, at: ["parallel", index, "steps"] })),
  run: (step, interpreter) => interpreter.all(step),
  mapInside: (step, change) => ({
    ...step,
    branches: step.branches.map(({ steps }) => ({ steps: change(steps) })),
  }),
  part: "a branch",
  caption: () => "all at once",
  ways: ({ branches }) =>
    branches.map(({ steps }, index) => ({ label: `branch ${index + 1}`, steps })),
  sentence: ({ branches }) =>
    `runs at once: ${branches.map(({ steps }) => chained(steps)).join("; ")}`,
  explained: {
    counted: "Of parallel branches, the longest one determines the time, and all add to the cost.",
  },
};
