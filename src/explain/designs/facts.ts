import { sumOf } from "../../lists.ts";
import type { Workflow } from "../../workflow/workflow.ts";
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
}

/** Returns what the designs of a workflow are worked out from. */
export function factsOf(workflow: Workflow, options: ExplainOptions): Facts {
  const course = courseOf(workflow, options);
  return {
    workflow,
    options,
    course,
    functions: functionsIn(course),
    seconds: wallSeconds(course),
    rate: rateOf(workflow, options).value,
  };
}

/** A queue or a state machine is assumed to take so many seconds until it calls a step. */
export const HANDOVER_SECONDS = 0.05;

/** Returns how many functions are called in one run. */
export const callsIn = (functions: readonly FunctionPart[]): number =>
  sumOf(functions, ({ times }) => times);

/** Returns the seconds that functions work in one run, all together. */
export const workingSeconds = (functions: readonly FunctionPart[]): number =>
  tidy(sumOf(functions, ({ seconds, times }) => seconds.value * times));
