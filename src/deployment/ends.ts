import type { Plan } from "../plan/plan.ts";
import { outcomesOf } from "../semantics/outcomes.ts";
import { COMPENSATED } from "../transports/state-machine/compensation-states.ts";
import { alarm } from "./alarm.ts";
import { ofExecutions, ofFunction, ofStack } from "./metrics.ts";
import type { Alarm, AlarmMetric, Metric, MetricFilter } from "./model.ts";
import { LOGS, STACK } from "./references.ts";

/** Returns what is counted in logs. */
export function metricFilters(plan: Plan): MetricFilter[] {
  if (plan.transport === "queue") {
    const pattern = '{ $.message = "The message could not be handled" }';
    return [filter("MessagesNotHandled", LOGS.functions, pattern)];
  }
  return outcomesOf(plan).compensated ? FILTERS_OF_EXECUTIONS : [];
}

/** For Step Functions a compensated execution has succeeded: its log tells how many did so. */
const FILTERS_OF_EXECUTIONS: MetricFilter[] = [
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

function filter(metric: string, group: string, pattern: string): MetricFilter {
  return { metric, namespace: STACK, group, pattern, value: "1", defaultValue: 0 };
}

/** Returns the alarms on what is worked out of metrics. */
export function computedAlarms(plan: Plan): Alarm[] {
  if (!outcomesOf(plan).compensated) return [];
  if (plan.transport === "queue") return [compensatedAlarm(ENDS_IN_MESSAGES)];
  return [
    compensatedAlarm(ENDS_OF_EXECUTIONS),
    ...plan.steps
      .filter(({ role }) => role === "compensation")
      .map(({ task }) => compensationFailedWithAlarm(task.name)),
  ];
}

/**
 * Seconds in which metrics are compared. Lambda counts an error at the time of the invocation, which
 * lasts 15 minutes at most ("Types of metrics for Lambda functions", AWS Lambda Developer Guide).
 */
const COMPARED_SECONDS = 900;

function compared(id: string, metric: Metric, statistic = "Sum"): AlarmMetric {
  return { ...metric, id, statistic, periodSeconds: COMPARED_SECONDS };
}

/** Ends in which a single compensated workflow is no share to speak of. */
const FEW_ENDS = 5;

/** The default of the share of compensated workflows above which the alarm goes off. */
const COMPENSATED_SHARE = 0.5;

type Share = Required<Pick<Alarm, "expression" | "metrics">>;

/** With queues each end is a sample of every metric: 1 of its own, 0 of the others. */
const ENDS_IN_MESSAGES: Share = {
  expression: `IF(ends >= ${FEW_ENDS}, share, 0)`,
  metrics: [
    compared("ends", ofStack("Compensated"), "SampleCount"),
    compared("share", ofStack("Compensated"), "Average"),
  ],
};

const ENDS_OF_EXECUTIONS: Share = {
  expression: `IF(ended >= ${FEW_ENDS}, compensated / ended, 0)`,
  metrics: [compared("ended", ofStack("Ended")), compared("compensated", ofStack("Compensated"))],
};

/** A declined card is business, an outage is not: what tells them apart is how many there are. */
function compensatedAlarm(share: Share): Alarm {
  return alarm({
    ...share,
    name: "compensated",
    description: "The share of compensated workflows indicates an outage",
    threshold: COMPENSATED_SHARE,
    adjustable: "CompensatedShare",
  });
}

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
