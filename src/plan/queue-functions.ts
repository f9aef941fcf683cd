import { camelCase } from "../workflow/names.ts";
import type { CatchRule, Fallback, RoutedWorkflow, Step, Task } from "../workflow/workflow.ts";
import {
  compensationsAfter,
  compensationsFrom,
  type ForwardTask,
  forwardTasks,
  type Undo,
} from "./compensation-order.ts";

/** Where work goes: to the first queue that applies; where there is none, the workflow ends. */
export interface Onward {
  readonly next: readonly { readonly queue: string; readonly ifTried?: string }[];
  readonly endsAs: "succeeded" | "compensated";
}

/** The function that runs a step, fed by the queue of the same name. */
export interface QueueStepFunction {
  readonly task: Task;
  readonly onSuccess: Onward;
  readonly onFailure: { readonly byError?: Record<string, string>; readonly otherwise: string };
  /** The queue to which SQS itself moves a message after the last try. */
  readonly redriveTo: string;
  /** Every queue that the function sends to, itself included: a duplicate delivery is put back. */
  readonly sendsTo: readonly string[];
}

/** The function that takes work from a step's failure queue and sends it where the rules say. */
export interface FailureRouterFunction {
  readonly step: string;
  /**
   * How often a message may have been received before it comes here: SQS counts "across all queues"
   * ("ReceiveMessage", Amazon SQS API Reference), so a message that it moved brings its count along.
   */
  readonly receivedBefore: number;
  readonly byError?: Record<string, Onward>;
  readonly otherwise: Onward;
  readonly sendsTo: readonly string[];
}

export interface QueueFunctions {
  readonly steps: readonly QueueStepFunction[];
  readonly routers: readonly FailureRouterFunction[];
}

export const failureQueue = (step: string) => `${step}-failure`;
export const deadLetterQueue = (step: string) => `${step}-dlq`;

/** The Lambda functions of the queue transport, and the queues that each may send to. */
export function queueFunctions(workflow: RoutedWorkflow): QueueFunctions {
  const forward = forwardTasks(workflow);
  const steps = forward.flatMap((task) => {
    const functions = [forwardFunction(task, afterSuccess(workflow, task))];
    if (task.compensation) functions.push(compensationFunction(workflow, task.compensation));
    return functions;
  });
  const routers = forward
    .filter(
      (task) => task.onFailure !== "fail" || task.catch.some((rule) => rule.onFailure !== "fail"),
    )
    .map((task) => failureRouter(workflow, task));
  return { steps, routers };
}

function forwardFunction(task: ForwardTask, onSuccess: Onward): QueueStepFunction {
  const queueFor = (onFailure: Step["onFailure"]) =>
    onFailure === "fail" ? deadLetterQueue(task.name) : failureQueue(task.name);
  const otherwise = queueFor(task.onFailure);
  return queueStepFunction(task, onSuccess, {
    ...byError(task.catch, (rule) => queueFor(rule.onFailure)),
    otherwise,
  });
}

function compensationFunction(workflow: RoutedWorkflow, task: Task): QueueStepFunction {
  const onSuccess = undo(compensationsAfter(workflow, task.name));
  return queueStepFunction(task, onSuccess, { otherwise: deadLetterQueue(task.name) });
}

function queueStepFunction(
  task: Task,
  onSuccess: Onward,
  onFailure: QueueStepFunction["onFailure"],
): QueueStepFunction {
  const failures = [onFailure.otherwise, ...Object.values(onFailure.byError ?? {})];
  const onward = onSuccess.next.map(({ queue }) => queue);
  return {
    task,
    onSuccess,
    onFailure,
    redriveTo: onFailure.otherwise,
    sendsTo: unique([
      ...(task.idempotency === "guarded" ? [task.name] : []),
      ...onward,
      ...failures,
    ]),
  };
}

function failureRouter(workflow: RoutedWorkflow, task: ForwardTask): FailureRouterFunction {
  const onwardFor = (onFailure: Step["onFailure"]): Onward => {
    switch (onFailure) {
      case "fail":
        return { next: [{ queue: deadLetterQueue(task.name) }], endsAs: "succeeded" };
      case "compensate":
        return undo(compensationsFrom(workflow, task));
      case "continue":
        return afterSuccess(workflow, task);
      case "fallback":
        return { next: [{ queue: fallbackOf(task).name }], endsAs: "succeeded" };
    }
  };
  const different = task.catch.filter(({ onFailure }) => onFailure !== task.onFailure);
  const routes = {
    ...byError(different, (rule) => onwardFor(rule.onFailure)),
    otherwise: onwardFor(task.onFailure),
  };
  const onwards = [routes.otherwise, ...Object.values(routes.byError ?? {})];
  return {
    step: task.name,
    receivedBefore: 1 + task.retry.maxAttempts,
    ...routes,
    sendsTo: unique(onwards.flatMap(({ next }) => next.map(({ queue }) => queue))),
  };
}

function byError<T>(
  rules: ForwardTask["catch"],
  valueFor: (rule: CatchRule) => T,
): { byError?: Record<string, T> } {
  const entries = rules.flatMap((rule) =>
    rule.errors.map((error): [string, T] => [error, valueFor(rule)]),
  );
  return entries.length > 0 ? { byError: Object.fromEntries(entries) } : {};
}

function afterSuccess({ steps }: RoutedWorkflow, task: ForwardTask): Onward {
  const index = steps.findIndex((step) => step === task || step.fallback === task);
  const next = steps[index + 1];
  return { next: next ? [{ queue: next.name }] : [], endsAs: "succeeded" };
}

function undo(compensations: readonly Undo[]): Onward {
  return {
    next: compensations.map(({ compensation, ifTried }) =>
      ifTried === undefined
        ? { queue: compensation }
        : { queue: compensation, ifTried: camelCase(ifTried) },
    ),
    endsAs: "compensated",
  };
}

function fallbackOf(task: ForwardTask): Fallback {
  if ("fallback" in task && task.fallback) return task.fallback;
  throw new TypeError(`${task.name} has no fallback; the workflow was not checked.`);
}

function unique(queues: readonly string[]): string[] {
  return [...new Set(queues)];
}
