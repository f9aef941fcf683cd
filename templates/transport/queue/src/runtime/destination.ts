import type { WorkflowState } from "../workflow.ts";

/** A queue that the work may go to next. */
export interface Destination {
  queue: string;
  /** Only for workflows in which the step with this key was tried. */
  ifTried?: string;
}

/** What a workflow ends as. */
export type Outcome = "succeeded" | "compensated";

/** Where the work goes: to the first queue that applies; where there is none, the workflow ends. */
export interface Onward {
  next: readonly Destination[];
  endsAs: Outcome;
}

export function nextQueue(
  { next }: Onward,
  { results, errors }: WorkflowState,
): string | undefined {
  return next.find(
    ({ ifTried }) =>
      ifTried === undefined || Object.hasOwn(results, ifTried) || Object.hasOwn(errors, ifTried),
  )?.queue;
}
