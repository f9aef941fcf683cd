import { INFRASTRUCTURES } from "../targets/names.ts";
import { DAY_SECONDS } from "./duration.ts";
import type { Infrastructure, OnFailure, Retry, Task } from "./workflow.ts";

const RETRY: Retry = {
  maxAttempts: 3,
  intervalSeconds: 2,
  backoffRate: 2,
  maxDelaySeconds: 60,
  jitter: "full",
};

interface Defaults {
  readonly infrastructure: Infrastructure;
  readonly timeoutSeconds: number;
  readonly retry: Retry;
  readonly compensationRetry: Retry;
  readonly onFailure: OnFailure & "fail";
  readonly idempotency: Task["idempotency"];
  readonly windowSeconds: number;
  readonly queueConcurrency: number;
}

/** The values that hold where `workflow.yaml` says nothing. */
export const DEFAULTS: Defaults = {
  infrastructure: INFRASTRUCTURES[0],
  timeoutSeconds: 30,
  retry: RETRY,
  /**
   * Compensations are tried twice more than the steps that they undo: nothing else comes after them.
   */
  compensationRetry: { ...RETRY, maxAttempts: RETRY.maxAttempts + 2 },
  onFailure: "fail",
  idempotency: "guarded",
  /** As long as the record of a workflow's own step is kept: 14 days in a queue and 14 in the one behind it. */
  windowSeconds: 28 * DAY_SECONDS,
  /** As many as all functions of a new account may run at once ("Lambda quotas"): no step keeps the others out. */
  queueConcurrency: 10,
};
