import type { MapStep } from "../workflow/workflow.ts";
import { chained } from "./chained.ts";
import type { Form } from "./form.ts";

/** Steps that run for each item of a list, and are joined. */
export const map: Form<MapStep> = {
  fails: "inside",
  runs: "each",
  leavesResult: true,
  sequences: ({ steps }) => [{ steps, at: ["map", "steps"] }],
  reads: ({ items }) => [{ path: items, at: ["map", "items"] }],
  run: (step, interpreter) => {
    const items = interpreter.read(step.items);
    return Array.isArray(items) ? interpreter.each(step, items) : { stopped: true };
  },
  mapInside: (step, change) => ({ ...step, steps: change(step.steps) }),
  part: "an item",
  caption: ({ items }) => `for each of ${items}`,
  ways: ({ maxConcurrency: most, steps }) => [
    { label: most === undefined ? "each item" : `each item, ${most} at once`, steps },
  ],
  sentence: ({ items, maxConcurrency: most, steps }) => {
    const atOnce = most === undefined ? "" : `, at most ${most} at once`;
    return `runs for each item of \`${items}\`${atOnce}: ${chained(steps)}`;
  },
  explained: {
    counted:
      "Each map has the same number of items, and runs as many of them at once as its maxConcurrency allows, at most 40.",
    drawn: (items) => `Each map has ${items}; the first one is shown.`,
    told: "Each map has one item.",
  },
};
