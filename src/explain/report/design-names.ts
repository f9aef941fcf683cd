import type { DesignId } from "../explanation.ts";

/** The names of the designs: in a head of a table, in a list, and in a sentence about what a workflow is built as. */
export const DESIGN_NAMES: Readonly<
  Record<DesignId, { readonly head: string; readonly brief: string; readonly built: string }>
> = {
  nested: { head: "Nested", brief: "nested calls", built: "nesting" },
  "one-function": { head: "One", brief: "one function", built: "one function" },
  queue: { head: "Queue", brief: "queues", built: "the queues" },
  standard: { head: "Standard", brief: "state machine", built: "the state machine" },
  express: { head: "Express", brief: "Express", built: "the state machine" },
};
