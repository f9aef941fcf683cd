import type { Step } from "../../../workflow/workflow.ts";
import type { EnclosingBlock } from "../failure-states.ts";
import type { States } from "../state.ts";

/** A form of step as a state machine runs it. */
export interface FormStates<S extends Step = Step> {
  /** Returns the states of a step that then goes on to `next`. @param sequence makes those of the steps inside of it */
  states(step: S, next: string, around: EnclosingBlock, sequence: SequenceStates): States;
}

export type SequenceStates = (
  steps: readonly Step[],
  next: string,
  around: EnclosingBlock,
) => States;
