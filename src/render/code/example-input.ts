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
