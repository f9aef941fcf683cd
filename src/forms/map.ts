import type { MapStep } from "../workflow/workflow.ts";
import type { Form } from "./form.ts";

/** Steps that run for each item of a list, and are joined. */
export const map: Form<MapStep> = {
  fails: "inside",
  runs: "each",
  leavesResult: true,
  sequences: ({ steps }) => [{ steps, at: ["map", "steps"] }],
  reads: ({ items }) => [{ path: items, at: ["map", "items"] }],
};
