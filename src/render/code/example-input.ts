import type { Plan } from "../../plan/plan.ts";
import { sampleState } from "../../scenarios/sample-state.ts";
import { defaultFixture } from "../../scenarios/scenario.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";

/** The time of the example, in a workflow that a schedule starts. */
export const EXAMPLE_TIME = "2026-01-31T08:00:00Z";

/**
 * Returns the input that the example is started with: it has everything that the workflow reads from its input.
 */
export const exampleInput = ({ workflow }: Plan): object =>
  inputFrom(workflow, defaultFixture(workflow).input as object);

/** Returns an input that has this, and whatever else the workflow reads. */
export function inputFrom(workflow: WorkflowWithTransport, needed: object): object {
  const isScheduled = workflow.trigger?.kind === "schedule";
  const input = {
    ...(isScheduled ? { scheduledTime: EXAMPLE_TIME } : { reference: "example-1" }),
    ...needed,
  };
  return sampleState(workflow, "example-1", input).input;
}

/** JSON on one line, with room between its parts. */
export function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${spacedJson(inner)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
