import type { Condition, Step } from "../../../workflow/workflow.ts";

/** Somewhere that work may go to. */
export interface Destination {
  /** Left out: the workflow ends. */
  readonly queue?: string;
  readonly ifTried?: string;
  readonly when?: Condition;
  readonly delaySeconds?: number;
}

/** The conditions and the waits on the way of work. */
export interface Way {
  readonly conditions: readonly Condition[];
  readonly delaySeconds: number;
}

/** Returns the tasks that may come first in these steps, each with the conditions and the waits on the way. */
export type Destinations = (steps: readonly Step[], way: Way) => Destination[];

/** A form of step as queues carry work to it. */
export interface FormRoutes<S extends Step = Step> {
  /** Returns where work may go that has come to a step. @param rest the steps that follow it */
  destinations(step: S, rest: readonly Step[], way: Way, destinations: Destinations): Destination[];
}
