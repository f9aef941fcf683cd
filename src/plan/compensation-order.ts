import { perWorkflow } from "../workflow/per-workflow.ts";
import { taskSteps } from "../workflow/traversal.ts";
import type { Fallback, TaskStep, Workflow } from "../workflow/workflow.ts";

/** One link of a chain of compensations. */
export interface Undo {
  /** The compensation's name. */
  readonly compensation: string;
  /** Only where this step was tried: a fallback runs in some workflows and not in others. */
  readonly ifTried?: string;
}

/** A step or the fallback that runs in its place. */
export type ForwardTask = TaskStep | Fallback;

/** Steps and their fallbacks in the order in which they are tried. */
export const forwardTasks: (workflow: Pick<Workflow, "steps">) => readonly ForwardTask[] =
  perWorkflow((workflow) =>
    taskSteps(workflow).flatMap((step) => (step.fallback ? [step, step.fallback] : [step])),
  );

/**
 * The compensations to run when `failing` fails, newest first: its own, because after a time-out
 * nobody knows whether it took effect, and those of every step tried before it.
 */
export function compensationsFrom(workflow: Workflow, failing: ForwardTask): Undo[] {
  const tasks = forwardTasks(workflow);
  const [own] = undoes(workflow, [failing]);
  const older = undoes(workflow, tasks.slice(0, tasks.indexOf(failing)));
  return own ? [{ compensation: own.compensation }, ...older] : older;
}

/** The compensations that follow after `compensation`, newest first. */
export function compensationsAfter(workflow: Workflow, compensation: string): Undo[] {
  const tasks = forwardTasks(workflow);
  const undone = tasks.findIndex((task) => task.compensation?.name === compensation);
  return undoes(workflow, tasks.slice(0, undone));
}

const fallbacksOf = perWorkflow(
  (workflow) => new Set<ForwardTask>(taskSteps(workflow).flatMap(({ fallback }) => fallback ?? [])),
);

function undoes(workflow: Workflow, tried: readonly ForwardTask[]): Undo[] {
  const fallbacks = fallbacksOf(workflow);
  return tried.toReversed().flatMap((task): Undo[] => {
    const compensation = task.compensation?.name;
    if (compensation === undefined) return [];
    return fallbacks.has(task) ? [{ compensation, ifTried: task.name }] : [{ compensation }];
  });
}
