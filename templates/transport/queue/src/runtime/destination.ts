import type { WorkflowState } from "../workflow.ts";
import type { Outcome } from "./outcome.ts";
import { type Services, send } from "./services.ts";

/** A queue that the work may go to next. */
export interface Destination {
  queue: string;
  /** Only for workflows in which the step with this key was tried. */
  ifTried?: string;
}

/** Where the work goes: to the first queue that applies; where there is none, the workflow ends. */
export interface Onward {
  next: readonly Destination[];
  endsAs: Outcome;
}

export async function goOn(services: Services, onward: Onward, state: WorkflowState) {
  const destination = onward.next.find(
    ({ ifTried }) => ifTried === undefined || tried(state, ifTried),
  );
  if (destination) await send(services, destination.queue, state);
  else services.workflowEnded(state, onward.endsAs);
}

function tried({ results, errors }: WorkflowState, key: string): boolean {
  return Object.hasOwn(results, key) || Object.hasOwn(errors, key);
}
