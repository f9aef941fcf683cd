import { ANSWER_ERRORS, REJECTED } from "../../semantics/approval.ts";
import { TOO_LARGE } from "../../semantics/too-large.ts";
import { isGuarded, keyOf } from "../../workflow/idempotency.ts";
import { stateKey } from "../../workflow/paths.ts";
import type { ApprovalStep, IdempotencyKey, Retry, Task } from "../../workflow/workflow.ts";
import { commentOf, type State } from "./state.ts";

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

/** The function, or the account with all of its functions, is at its concurrency. */
const THROTTLED = "Lambda.TooManyRequestsException";

/**
 * Tries of a task that is throttled, or that other workflows with the same key may be doing, so that
 * waiting for its turn is not taken for a failure: about two and a half hours, with a delay of half a
 * minute on average.
 */
const WAITING_ATTEMPTS = 300;

/**
 * Seconds that a task may take longer than its function: a cold start is not part of the function's
 * timeout, and initialisation may take 10 seconds ("Lambda execution environment lifecycle").
 */
export const TASK_TIMEOUT_MARGIN_SECONDS = 15;

/** The error of Step Functions for a task that takes longer than its `TimeoutSeconds`. */
export const TIMEOUT = "States.Timeout";

/** The name under which the definition refers to a function: `${ProcessPaymentFunction}`. */
export type FunctionReference = (task: string) => string;

/**
 * The state that runs a task: its function, with its time-out and its retries.
 *
 * @param named errors that have a route of their own and are not retried
 * @param key of the task, or of the step that it undoes: other workflows may be at it
 */
export function taskState(
  task: Task,
  named: readonly string[],
  reference: FunctionReference,
  key: IdempotencyKey | undefined = keyOf(task),
): State {
  return {
    Type: "Task",
    ...commentOf(task),
    Resource: reference(task.name),
    TimeoutSeconds: task.timeoutSeconds + TASK_TIMEOUT_MARGIN_SECONDS,
    ResultPath: `$.results.${stateKey(task)}`,
    Retry: [
      ...serviceRetriers(),
      { ErrorEquals: notRetried(named), MaxAttempts: 0 },
      ...(isGuarded(task) || key ? [inProgressRetrier(task, key)] : []),
      transientRetrier(task.retry),
    ],
  };
}

/**
 * "Wait for a Callback with Task Token", AWS Step Functions Developer Guide. The resource is of the
 * partition that the execution runs in, `arn:partition:service:…` ("Task workflow state"): in China or
 * GovCloud it is not `aws`. The template says what `${Partition}` stands for.
 */
const WAIT_FOR_TOKEN = `arn:\${Partition}:states:::lambda:invoke.waitForTaskToken`;

/** The state that has a function ask, and waits for the answer. */
export function approvalState(
  step: ApprovalStep,
  named: readonly string[],
  reference: FunctionReference,
): State {
  return {
    Type: "Task",
    ...commentOf(step),
    Resource: WAIT_FOR_TOKEN,
    Parameters: {
      FunctionName: reference(step.name),
      Payload: { "token.$": "$$.Task.Token", "state.$": "$" },
    },
    TimeoutSeconds: step.answerSeconds,
    ResultPath: `$.results.${stateKey(step)}`,
    Retry: [
      ...serviceRetriers(),
      {
        ErrorEquals: notRetried(named.filter((error) => !ANSWER_ERRORS.includes(error))),
        MaxAttempts: 0,
      },
      { ErrorEquals: [REJECTED, TIMEOUT], MaxAttempts: 0 },
      transientRetrier(step.retry),
    ],
  };
}

/** Tells whether a retrier is for tries that Lambda refuses at once. */
export function isThrottled({ ErrorEquals }: { readonly ErrorEquals: readonly string[] }): boolean {
  return ErrorEquals.includes(THROTTLED);
}

function notRetried(named: readonly string[]): string[] {
  return [...new Set(["PermanentError", TOO_LARGE, ...named])];
}

/**
 * Returns the retriers for throttling and errors of Lambda. What is throttled has done nothing, and waits its turn;
 * retries that the step has are not for that.
 */
function serviceRetriers() {
  const retrier = { IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2, JitterStrategy: "FULL" };
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
function inProgressRetrier(task: Task, key: IdempotencyKey | undefined) {
  return {
    ErrorEquals: ["IdempotencyAlreadyInProgressError"],
    IntervalSeconds: task.timeoutSeconds,
    MaxAttempts: key ? WAITING_ATTEMPTS : 1 + task.retry.maxAttempts,
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
