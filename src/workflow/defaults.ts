import { COMPENSATION_RETRY, IDEMPOTENCY_KEY, RETRY } from "./grammar/failure-keys.ts";
import { TASK } from "./grammar/task-keys.ts";
import { defaultsOf } from "./grammar/values.ts";
import { WORKFLOW } from "./grammar/workflow-keys.ts";

/** The values that hold where `workflow.yaml` says nothing. */
export const DEFAULTS = {
  infrastructure: WORKFLOW.infrastructure.default,
  timeoutSeconds: TASK.timeout.default,
  retry: defaultsOf(RETRY),
  compensationRetry: defaultsOf(COMPENSATION_RETRY),
  onFailure: TASK.onFailure.default,
  idempotency: TASK.idempotency.default,
  windowSeconds: IDEMPOTENCY_KEY.window.default,
  /** As many as all functions of a new account may run at once ("Lambda quotas"): no step keeps the others out. */
  queueConcurrency: 10,
} as const;
