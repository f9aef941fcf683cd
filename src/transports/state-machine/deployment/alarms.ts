import {
  alarm,
  compared,
  compensatedAlarm,
  FEW_ENDS,
  filter,
  onMetric,
  type Share,
} from "../../../deployment/alarm.ts";
import { ofExecutions, ofFunction, ofStack } from "../../../deployment/metrics.ts";
import type { Alarm, MetricFilter } from "../../../deployment/model.ts";
import { LOGS } from "../../../deployment/references.ts";
import { COMPENSATED } from "../compensation-states.ts";
import type { StateMachinePlan } from "../plan.ts";

/** Returns the alarms on executions. */
export function executionAlarms({ outcomes }: StateMachinePlan): Alarm[] {
  const failed = outcomes.compensationFailed
    ? "A workflow failed or is partly compensated, and needs attention"
    : "A workflow failed without compensation";
  const aborted = "A workflow was stopped before its end; no compensation ran";
  const timedOut = "A workflow exceeded its timeout; compensations may be missing";
  return [
    onMetric("executions-failed", failed, ofExecutions("ExecutionsFailed")),
    onMetric("executions-aborted", aborted, ofExecutions("ExecutionsAborted")),
    onMetric("executions-timed-out", timedOut, ofExecutions("ExecutionsTimedOut")),
    onMetric(
      "execution-throttled",
      "Step Functions throttles the workflows",
      ofExecutions("ExecutionThrottled"),
    ),
  ];
}

/** For Step Functions a compensated execution has succeeded: its log tells how many did so. */
export const FILTERS_OF_EXECUTIONS: MetricFilter[] = [
  filter(
    "Ended",
    LOGS.executions,
    '{ ($.type = "ExecutionSucceeded") || ($.type = "ExecutionFailed") }',
  ),
  filter(
    "Compensated",
    LOGS.executions,
    `{ ($.type = "SucceedStateEntered") && ($.details.name = "${COMPENSATED}") }`,
  ),
];

const ENDS_OF_EXECUTIONS: Share = {
  expression: `IF(ended >= ${FEW_ENDS}, compensated / ended, 0)`,
  metrics: [compared("ended", ofStack("Ended")), compared("compensated", ofStack("Compensated"))],
};

/** Step Functions does not say which state failed; that its function failed at about the same time does. */
function compensationFailedWithAlarm(step: string): Alarm {
  return alarm({
    name: `${step}-function-failed`,
    description: `${step} failed, and so did a workflow, which may be partly compensated`,
    expression: "IF(FILL(failed, 0) > 0 AND FILL(errors, 0) > 0, 1, 0)",
    metrics: [
      compared("failed", ofExecutions("ExecutionsFailed")),
      compared("errors", ofFunction(step, "Errors")),
    ],
    threshold: 0,
  });
}

/** Returns the alarms on what is worked out of metrics. */
export function computedAlarms({ outcomes, steps }: StateMachinePlan): Alarm[] {
  if (!outcomes.compensated) return [];
  const compensations = steps.filter(({ role }) => role === "compensation");
  return [
    compensatedAlarm(ENDS_OF_EXECUTIONS),
    ...compensations.map(({ task }) => compensationFailedWithAlarm(task.name)),
  ];
}
