import type {
  ApprovalStep,
  ChoiceStep,
  CompositeStep,
  FunctionStep,
  MapStep,
  Step,
} from "../workflow/workflow.ts";
import type { Form, Reading, Sequence } from "./form.ts";
import { formOf } from "./registry.ts";

/** A step that can fail for good, and so has failure rules. */
export type FailableStep = FunctionStep | CompositeStep;

/** Returns the form of what may be a step; fallbacks and compensations have none. */
const formIn = (one: object | undefined): Partial<Form> =>
  one && "form" in one ? formOf(one as Step) : {};

/** Tells whether a function of its own is behind a step. */
export function hasFunction(step: Step): step is FunctionStep {
  return formOf(step).fails === "itself";
}

/** Tells whether a step has failure rules. */
export function canFail(step: Step): step is FailableStep {
  return formOf(step).fails !== "never";
}

/** Tells whether a failure inside of a step ends a branch or an item of it, and then the whole step has failed. */
export function isComposite(one: object): one is CompositeStep {
  return formIn(one).fails === "inside";
}

/** Tells whether a step goes on with one of its branches. */
export function decides(step: Step): step is ChoiceStep {
  return formOf(step).runs === "one";
}

/** Tells whether a step runs what is inside of it for each item of a list. */
export function repeats(one: object | undefined): one is MapStep {
  return formIn(one).runs === "each";
}

/** Tells whether a step leaves a result under its name whenever it has succeeded. */
export const leavesResult = (step: Step): boolean => formOf(step).leavesResult === true;

/** Tells whether a function asks, and the step ends with an answer from outside. */
export function isApproval(one: object): one is ApprovalStep {
  return formIn(one).answer !== undefined;
}

/** Returns the seconds of a pause; `undefined` of anything else. */
export const pauseOf = (step: Step): number | undefined => formOf(step).pause?.(step);

/** Returns the sequences inside of a step, by paths that begin at the step. */
export const sequencesIn = (step: Step): Sequence[] => formOf(step).sequences?.(step) ?? [];

/** Returns what a step itself reads, by paths that begin at the step. */
export const readsOf = (step: Step): Reading[] => formOf(step).reads?.(step) ?? [];

/** Returns how a step or a fallback fails, in words. */
export function failureOf(one: object, otherwise: string): string {
  const { failure, part } = formIn(one);
  return failure ?? (part === undefined ? otherwise : `${part} fails`);
}
