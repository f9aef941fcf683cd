import type { ParallelStep } from "../workflow/workflow.ts";
import type { Form } from "./form.ts";

/** Branches that run at once, and are joined. */
export const parallel: Form<ParallelStep> = {
  fails: "inside",
  runs: "all",
  sequences: ({ branches }) =>
    branches.map(({ steps }, index) => ({ steps, at: ["parallel", index, "steps"] })),
};
