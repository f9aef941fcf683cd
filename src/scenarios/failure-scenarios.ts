import { isApproval } from "../forms/traits.ts";
import { REJECTED, TIMED_OUT } from "../semantics/approval.ts";
import {
  compositesAround,
  type Failable,
  type ForwardTask,
  forwardTasks,
  isForwardTask,
} from "../semantics/compensation-order.ts";
import { failureRoutes, namedErrors, routeFor } from "../semantics/failure-routes.ts";
import { replacedStep } from "../semantics/placement.ts";
import type { OnFailure, Task, Workflow } from "../workflow/workflow.ts";

/** A fault to inject: the step, and the kind of failure. */
export interface PlannedFault {
  readonly step: string;
  /** `reject` and `ignore`: what happens to an approval that was asked for. */
  readonly kind: "fail" | "crash" | "timeOut" | "reject" | "ignore";
  /** For `fail`: the error's name; left out, a transient error. */
  readonly error?: string;
  /** Only the first time: for the first item of a map. */
  readonly once?: true;
}

/** Returns whether a fault is not retried. */
export function isPermanent({ error }: PlannedFault): boolean {
  return error !== undefined;
}

type Steps = Pick<Workflow, "steps">;

/**
 * Faults that let something fail so that it takes a route, those that are not retried first. A
 * composite fails with a step inside of it.
 */
export function failureScenarios(
  workflow: Steps,
  one: Failable,
  route: OnFailure,
): PlannedFault[][] {
  const prelude = prerequisiteFaults(workflow, one)[0] ?? [];
  if (isForwardTask(one)) {
    const fault = faultWithRoute(one, route);
    return fault ? [[...prelude, fault]] : [];
  }
  const own = errorsWith(one, route);
  return tasksInside(workflow, one).flatMap((task) => {
    const named = namedErrors(task, compositesAround(workflow, task));
    return [...new Set([...own, "PermanentError", undefined, ...named])]
      .filter((error) => routeFor(one, error) === route && reaches(workflow, task, error, one))
      .map((error) => [
        ...prelude,
        ...(prerequisiteFaults(workflow, task)[0] ?? []),
        faultOf(task, error),
      ]);
  });
}

/** The fault that lets a task fail with an error; `undefined`: with any that is retried. */
export function faultOf(task: Task, error: string | undefined): PlannedFault {
  const { name } = task;
  if (isApproval(task)) {
    if (error === REJECTED) return { step: name, kind: "reject", error };
    if (error === TIMED_OUT) return { step: name, kind: "ignore", error };
  }
  return { step: name, kind: "fail", ...(error !== undefined && { error }) };
}

/** The steps and fallbacks inside of a composite; none inside of a task. */
export function tasksInside(workflow: Steps, one: Failable): ForwardTask[] {
  return forwardTasks(workflow).filter((task) =>
    compositesAround(workflow, task).some((step) => step === one),
  );
}

/**
 * Returns whether a failure of a task, unless something around it deals with it before, is one of a composite.
 */
function reaches(
  workflow: Steps,
  task: ForwardTask,
  error: string | undefined,
  composite: Failable,
): boolean {
  const around = compositesAround(workflow, task);
  const between = around.slice(0, around.indexOf(composite as (typeof around)[number]));
  return [task, ...between].every((one) => routeFor(one, error) === "fail");
}

/**
 * Returns the faults that must come first, so that something runs at all: a fallback runs when its step has failed.
 */
export function prerequisiteFaults(workflow: Steps, one: Failable): PlannedFault[][] {
  const step = replacedStep(workflow, one);
  return step ? failureScenarios(workflow, step, "fallback") : [[]];
}

function errorsWith(one: Failable, route: OnFailure): string[] {
  return failureRoutes(one).flatMap((row) => (row.route === route ? row.errors : []));
}

/** A fault that takes this route, if possible without being retried; undefined where none does. */
export function faultWithRoute(task: ForwardTask, route: OnFailure): PlannedFault | undefined {
  const [named] = errorsWith(task, route);
  if (named !== undefined) return faultOf(task, named);
  if (routeFor(task, undefined) !== route) return undefined;
  return faultOf(task, routeFor(task, "PermanentError") === route ? "PermanentError" : undefined);
}
