import { deadLetterQueue } from "../../deployment/queues.ts";
import { isTask } from "../../forms/traits.ts";
import {
  compensationsAfter,
  compensationsFrom,
  type ForwardTask,
  forwardTasks,
} from "../../semantics/compensation-order.ts";
import { consequenceOf, distinctRoutes, namedErrors } from "../../semantics/failure-routes.ts";
import type { Task, WorkflowWithTransport } from "../../workflow/workflow.ts";
import type { Destination } from "./forms/forms.ts";
import type { QueuePlan } from "./plan.ts";
import { afterSuccess, type FailureRoute, goOn, type Transition, undo } from "./work-routes.ts";

/** The function that runs a step, fed by the queue of the same name. */
export interface QueueStepFunction {
  readonly task: Task;
  readonly onSuccess: Transition;
  /** Errors that are not retried. */
  readonly namedErrors: readonly string[];
  readonly onFailure: {
    readonly byError?: Record<string, FailureRoute>;
    readonly otherwise: FailureRoute;
  };
  /**
   * Every queue that the function sends to; itself included where a duplicate delivery is put back,
   * which in a FIFO queue would lose its place.
   */
  readonly sendsTo: readonly string[];
}

/** The function that decides where a workflow begins, where it does not begin with a task. */
export interface BeginFunction {
  readonly transition: Transition;
  readonly sendsTo: readonly string[];
}

export interface QueueFunctions {
  readonly begin?: BeginFunction;
  /** Tell that any function decides by a condition, holds work back, or may decide to end. */
  readonly hasChoices: boolean;
  readonly hasWaits: boolean;
  readonly mayEnd: boolean;
  readonly steps: readonly QueueStepFunction[];
}

/** The queue and the function with which a workflow begins that does not begin with a task. */
export const BEGIN = "begin";

/** The queue that a new workflow is sent to. */
export function firstQueue({ functions, workflow }: QueuePlan): string | undefined {
  return functions.begin ? BEGIN : workflow.steps[0]?.name;
}

/** The Lambda functions of the queue transport, and the queues that each may send to. */
export function queueFunctions(workflow: WorkflowWithTransport): QueueFunctions {
  const forward = forwardTasks(workflow);
  const steps = forward.flatMap((task) => {
    const functions = [forwardFunction(workflow, task)];
    if (task.compensation) functions.push(compensationFunction(workflow, task.compensation));
    return functions;
  });
  const begin = beginFunction(workflow);
  const functions = { ...(begin && { begin }), steps };
  const reached = destinationsOf(functions);
  return {
    ...functions,
    hasChoices: reached.some(({ when }) => when !== undefined),
    hasWaits: reached.some(({ delaySeconds }) => delaySeconds !== undefined),
    mayEnd: reached.some(({ queue }) => queue === undefined),
  };
}

/** Returns the routes of work that a step has failed with for good. */
export function failureRoutes({ onFailure }: Pick<QueueStepFunction, "onFailure">): FailureRoute[] {
  return [...Object.values(onFailure.byError ?? {}), onFailure.otherwise];
}

/** Every way that work may go on from a step. */
export function transitionsOf(step: QueueStepFunction): Transition[] {
  return [step.onSuccess, ...failureRoutes(step).filter((route) => "next" in route)];
}

/** The most seconds that SQS holds work back on its way to a queue. */
export function longestDelay(functions: QueueFunctions, queue: string): number {
  const delays = destinationsOf(functions).map((destination) =>
    destination.queue === queue ? (destination.delaySeconds ?? 0) : 0,
  );
  return Math.max(0, ...delays);
}

/** Returns all that work may go on to, from the beginning and from every step. */
function destinationsOf({ begin, steps }: Pick<QueueFunctions, "begin" | "steps">): Destination[] {
  const transitions = [...(begin ? [begin.transition] : []), ...steps.flatMap(transitionsOf)];
  return transitions.flatMap(({ next }) => next);
}

function beginFunction({ steps }: WorkflowWithTransport): BeginFunction | undefined {
  if (steps[0] && isTask(steps[0])) return undefined;
  const transition = goOn(steps);
  return { transition, sendsTo: [...new Set(queuesOf(transition))] };
}

function forwardFunction(workflow: WorkflowWithTransport, task: ForwardTask): QueueStepFunction {
  const onSuccess = afterSuccess(workflow, task);
  const routeOf = (error: string | undefined): FailureRoute => {
    const then = consequenceOf(task, error, []);
    switch (then.kind) {
      case "stop":
      case "handled":
        return { waitsIn: deadLetterQueue(task.name) };
      case "compensate":
        return undo(compensationsFrom(workflow, task));
      case "fallback":
        return { next: [{ queue: then.fallback.name }], outcome: "succeeded" };
      case "continue":
        return onSuccess;
    }
  };
  const different = distinctRoutes(task).flatMap(({ errors }) => errors);
  return queueStepFunction(workflow, task, namedErrors(task), onSuccess, {
    ...(different.length > 0 && {
      byError: Object.fromEntries(different.map((error) => [error, routeOf(error)])),
    }),
    otherwise: routeOf(undefined),
  });
}

function compensationFunction(workflow: WorkflowWithTransport, task: Task): QueueStepFunction {
  const onSuccess = undo(compensationsAfter(workflow, task.name));
  return queueStepFunction(workflow, task, [], onSuccess, {
    otherwise: { waitsIn: deadLetterQueue(task.name) },
  });
}

function queueStepFunction(
  { queue: ordering }: WorkflowWithTransport,
  task: Task,
  named: readonly string[],
  onSuccess: Transition,
  onFailure: QueueStepFunction["onFailure"],
): QueueStepFunction {
  const step = { task, namedErrors: named, onSuccess, onFailure };
  return {
    ...step,
    sendsTo: [
      ...new Set([
        ...(ordering ? [] : [task.name]),
        ...[onSuccess, ...failureRoutes(step)].flatMap((route) =>
          "next" in route ? queuesOf(route) : route.waitsIn,
        ),
      ]),
    ],
  };
}

function queuesOf({ next }: Transition): string[] {
  return next.flatMap(({ queue }) => queue ?? []);
}
