import type { TransportName, Workflow } from "../../workflow/workflow.ts";
import { type ExplainOptions, rateOf } from "./assumptions.ts";
import {
  courseOf,
  type FunctionPart,
  functionsIn,
  type Part,
  tidy,
  wallSeconds,
} from "./course.ts";

/** Holds what every design is worked out from. */
export interface Facts {
  readonly workflow: Workflow;
  readonly options: ExplainOptions;
  readonly course: readonly Part[];
  readonly functions: readonly FunctionPart[];
  /** From the beginning to the end, without the time between steps. */
  readonly seconds: number;
  /** Runs that begin in a second. */
  readonly rate: number;
  /** Its own transport, or the one that is recommended. */
  readonly transport: TransportName;
}

/** Returns what the designs of a workflow are worked out from. */
export function factsOf(
  workflow: Workflow,
  options: ExplainOptions,
  transport: TransportName,
): Facts {
  const course = courseOf(workflow, options);
  return {
    workflow,
    options,
    course,
    functions: functionsIn(course),
    seconds: wallSeconds(course),
    rate: rateOf(workflow, options).value,
    transport,
  };
}

/** A queue or a state machine is assumed to take so many seconds until it calls a step. */
export const HANDOVER_SECONDS = 0.05;

/** Returns how many functions are called in one run. */
export const callsIn = (functions: readonly FunctionPart[]): number =>
  functions.reduce((sum, { times }) => sum + times, 0);

/** Returns the seconds that functions work in one run, all together. */
export const workingSeconds = (functions: readonly FunctionPart[]): number =>
  tidy(functions.reduce((sum, { seconds, times }) => sum + seconds.value * times, 0));
