import { isGuarded, keyOf } from "../workflow/idempotency.ts";
import { camelCase } from "../workflow/names.ts";
import { taskSteps } from "../workflow/traversal.ts";
import type { Compensation, OnFailure, Retry, RoutedWorkflow, Task } from "../workflow/workflow.ts";
import {
  compensationsFrom,
  type ForwardTask,
  forwardTasks,
  type Undo,
} from "./compensation-order.ts";

/** A state of Amazon States Language, JSONPath flavour. */
export type State = { readonly Type: string; readonly [field: string]: unknown };

export interface StateMachine {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/**
 * Errors of the Lambda service, not of the step ("Handle transient Lambda service exceptions",
 * AWS Step Functions Developer Guide).
 */
const serviceErrors = [
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
];

/** The function is at its concurrency. */
const THROTTLED = "Lambda.TooManyRequestsException";

/**
 * Tries of a task whose concurrency is limited, or that other workflows with the same key may be
 * doing, so that waiting for its turn is not taken for a failure: about two and a half hours, with a
 * delay of half a minute on average.
 */
const WAITING_ATTEMPTS = 300;

/**
 * Seconds that a task may take longer than its function: a cold start is not part of the function's
 * timeout, and initialisation may take 10 seconds ("Lambda execution environment lifecycle").
 */
const TASK_TIMEOUT_MARGIN_SECONDS = 15;

const SUCCEEDED = "Succeeded";
const COMPENSATED = "Compensated";
const COMPENSATION_FAILED = "CompensationFailed";

/** The name under which the definition refers to a function: `${ProcessPaymentFunction}`. */
export type FunctionReference = (task: string) => string;

/** The state machine of a workflow: one task state a step, failure rules as retriers and catchers. */
export function stateMachine(workflow: RoutedWorkflow, reference: FunctionReference): StateMachine {
  const steps = taskSteps(workflow);
  const [first] = steps;
  const states: Record<string, State> = {
    Start: {
      Type: "Pass",
      Parameters: {
        "id.$": "$$.Execution.Name",
        "input.$": "$$.Execution.Input",
        results: {},
        errors: {},
      },
      Next: first?.name ?? SUCCEEDED,
    },
  };
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1]?.name ?? SUCCEEDED;
    for (const task of step.fallback ? [step, step.fallback] : [step]) {
      Object.assign(states, forwardStates(workflow, task, next, reference));
    }
  }
  states[SUCCEEDED] = { Type: "Succeed" };
  Object.assign(states, compensationStates(workflow, reference));
  return {
    ...(workflow.description === undefined ? {} : { Comment: workflow.description }),
    StartAt: "Start",
    States: states,
  };
}

function forwardStates(
  workflow: RoutedWorkflow,
  task: ForwardTask,
  next: string,
  reference: FunctionReference,
): Record<string, State> {
  const failed = `${task.name} failed`;
  const compensate = `Compensate ${task.name}`;
  const target = (onFailure: OnFailure): string => {
    switch (onFailure) {
      case "fail":
        return failed;
      case "compensate":
        return compensate;
      case "continue":
        return next;
      case "fallback":
        return ("fallback" in task && task.fallback?.name) || failed;
    }
  };
  const errorPath = `$.errors.${camelCase(task.name)}`;
  const named = task.catch.map(({ errors, onFailure }) => ({
    ErrorEquals: errors,
    ResultPath: errorPath,
    Next: target(onFailure),
  }));
  const others = {
    ErrorEquals: ["States.ALL"],
    ResultPath: errorPath,
    Next: target(task.onFailure),
  };
  const catchers =
    task.onFailure === "fail" ? withoutTrailingFail(named, failed) : [...named, others];

  const states: Record<string, State> = {
    [task.name]: {
      ...taskState(task, namedErrors(task), reference),
      ...(catchers.length > 0 ? { Catch: catchers } : {}),
      Next: next,
    },
  };
  if (catchers.some(({ Next }) => Next === failed)) {
    states[failed] = {
      Type: "Fail",
      ErrorPath: `${errorPath}.Error`,
      CausePath: `${errorPath}.Cause`,
    };
  }
  if (catchers.some(({ Next }) => Next === compensate)) {
    states[compensate] = {
      Type: "Pass",
      Comment: "Keeps the error with which the execution ends",
      Parameters: {
        "Error.$": `${errorPath}.Error`,
        "Cause.$": `States.JsonToString(${errorPath})`,
      },
      ResultPath: "$.failure",
      Next: entryTo(compensationsFrom(workflow, task)),
    };
  }
  return states;
}

/** What fails anyway needs no catcher, and uncaught it can be redriven. */
function withoutTrailingFail<T extends { readonly Next: string }>(
  catchers: readonly T[],
  failed: string,
): T[] {
  const last = catchers.findLastIndex(({ Next }) => Next !== failed);
  return catchers.slice(0, last + 1);
}

function compensationStates(
  workflow: RoutedWorkflow,
  reference: FunctionReference,
): Record<string, State> {
  const tasks = forwardTasks(workflow);
  const chains = tasks
    .filter(compensates)
    .toReversed()
    .map((task) => compensationsFrom(workflow, task));
  const states = new Map<string, State>();
  for (const chain of chains) {
    for (const [index, { compensation, ifTried }] of chain.entries()) {
      const next = entryTo(chain.slice(index + 1));
      if (ifTried !== undefined) {
        states.set(dueState(compensation), ifTriedState(ifTried, compensation, next));
      }
      const task = tasks.find((one) => one.compensation?.name === compensation)?.compensation;
      if (task) states.set(compensation, compensationState(task, next, reference));
    }
  }
  if (chains.length === 0) return {};
  return {
    ...Object.fromEntries(states),
    [COMPENSATED]: { Type: "Fail", ErrorPath: "$.failure.Error", CausePath: "$.failure.Cause" },
    [COMPENSATION_FAILED]: {
      Type: "Fail",
      Error: COMPENSATION_FAILED,
      Cause: "A compensation failed for good: a person must look.",
    },
  };
}

function compensates({ onFailure, catch: rules }: ForwardTask): boolean {
  return onFailure === "compensate" || rules.some((rule) => rule.onFailure === "compensate");
}

function ifTriedState(step: string, compensation: string, otherwise: string): State {
  const key = camelCase(step);
  const tried = [
    { Variable: `$.results.${key}`, IsPresent: true },
    { Variable: `$.errors.${key}`, IsPresent: true },
  ];
  return { Type: "Choice", Choices: [{ Or: tried, Next: compensation }], Default: otherwise };
}

function compensationState(task: Compensation, next: string, reference: FunctionReference): State {
  const ResultPath = `$.errors.${camelCase(task.name)}`;
  return {
    ...taskState(task, [], reference),
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath, Next: COMPENSATION_FAILED }],
    Next: next,
  };
}

/** The state with which a chain of compensations begins. */
function entryTo([newest]: readonly Undo[]): string {
  if (!newest) return COMPENSATED;
  return newest.ifTried === undefined ? newest.compensation : dueState(newest.compensation);
}

const dueState = (compensation: string) => `Is ${compensation} due`;

function namedErrors(task: ForwardTask): string[] {
  return task.catch.flatMap(({ errors }) => errors);
}

function taskState(task: Task, named: readonly string[], reference: FunctionReference): State {
  return {
    Type: "Task",
    ...(task.description === undefined ? {} : { Comment: task.description }),
    Resource: reference(task.name),
    TimeoutSeconds: task.timeoutSeconds + TASK_TIMEOUT_MARGIN_SECONDS,
    ResultPath: `$.results.${camelCase(task.name)}`,
    Retry: [
      ...serviceRetriers(task),
      { ErrorEquals: [...new Set(["PermanentError", ...named])], MaxAttempts: 0 },
      ...(isGuarded(task) ? [inProgressRetrier(task)] : []),
      transientRetrier(task.retry),
    ],
  };
}

function serviceRetriers({ concurrency }: Task) {
  const retrier = { IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2, JitterStrategy: "FULL" };
  if (concurrency === undefined)
    return [{ ErrorEquals: [...serviceErrors, THROTTLED], ...retrier }];
  return [
    {
      ErrorEquals: [THROTTLED],
      ...retrier,
      MaxAttempts: WAITING_ATTEMPTS,
      MaxDelaySeconds: 60,
    },
    { ErrorEquals: serviceErrors, ...retrier },
  ];
}

/**
 * After a crash the idempotency record says "in progress" until the function would have timed out.
 * Waiting for that does not count as a retry of the step.
 */
function inProgressRetrier(task: Task) {
  return {
    ErrorEquals: ["IdempotencyAlreadyInProgressError"],
    IntervalSeconds: task.timeoutSeconds,
    MaxAttempts: keyOf(task) ? WAITING_ATTEMPTS : 1 + task.retry.maxAttempts,
    BackoffRate: 1,
  };
}

/** Step Functions wants `MaxDelaySeconds` greater than `IntervalSeconds` ("Handling errors in Step Functions workflows"). */
function transientRetrier(retry: Retry) {
  const { maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds, jitter } = retry;
  const ErrorEquals = ["States.ALL"];
  if (maxAttempts === 0) return { ErrorEquals, MaxAttempts: 0 };
  const growth =
    maxDelaySeconds > intervalSeconds
      ? { BackoffRate: backoffRate, MaxDelaySeconds: maxDelaySeconds }
      : { BackoffRate: 1 };
  return {
    ErrorEquals,
    IntervalSeconds: intervalSeconds,
    MaxAttempts: maxAttempts,
    ...growth,
    JitterStrategy: jitter === "full" ? "FULL" : "NONE",
  };
}
