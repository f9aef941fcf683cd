import type { StepError } from "../workflow.ts";

/** How a step came out for a workflow, once and for all: every delivery of its message takes this way. */
export type Settlement = { result: unknown } | { failed: StepError };
