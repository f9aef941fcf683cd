import { ofFunction, ofQueue } from "./metrics.ts";
import type { Alarm, AlarmMetric, Metric, MetricFilter } from "./model.ts";
import { deadLetterQueue } from "./queues.ts";
import { ALARM_TOPIC, reference, STACK } from "./references.ts";

/** Returns an alarm as all of them are: it goes off in the first period above the threshold. */
export function alarm(
  own: Pick<Alarm, "name" | "description" | "metrics" | "expression" | "threshold" | "adjustable">,
): Alarm {
  return {
    ...own,
    evaluationPeriods: 1,
    comparison: "GreaterThanThreshold",
    missingData: "notBreaching",
    actions: [reference("topic", ALARM_TOPIC, "arn")],
  };
}

const PERIOD_SECONDS = 60;

/** Returns an alarm on one metric. */
export function onMetric(
  name: string,
  description: string,
  metric: Metric,
  { statistic = "Sum", threshold = 0 } = {},
): Alarm {
  const metrics = [{ ...metric, statistic, periodSeconds: PERIOD_SECONDS }];
  return alarm({ name, description, metrics, threshold });
}

/** Returns the alarm on work that waits in a dead-letter queue. */
export function deadLetterAlarm(
  step: string,
  description = `Work for ${step} waits in its dead-letter queue and needs attention`,
): Alarm {
  const metric = ofQueue(deadLetterQueue(step), "ApproximateNumberOfMessagesVisible");
  return onMetric(`${step}-dead-letter-queue`, description, metric, { statistic: "Maximum" });
}

/** Returns the alarm on a function that Lambda throttles. */
export function throttlesAlarm(entry: string, description: string): Alarm {
  return onMetric(`${entry}-function-throttles`, description, ofFunction(entry, "Throttles"));
}

/**
 * Seconds in which metrics are compared. Lambda counts an error at the time of the invocation, which
 * lasts 15 minutes at most ("Types of metrics for Lambda functions", AWS Lambda Developer Guide).
 */
const COMPARED_SECONDS = 900;

/** Returns a metric as one of several of which an alarm works out something. */
export function compared(id: string, metric: Metric, statistic = "Sum"): AlarmMetric {
  return { ...metric, id, statistic, periodSeconds: COMPARED_SECONDS };
}

/** Ends in which a single compensated workflow is no share to speak of. */
export const FEW_ENDS = 5;

/** The default of the share of compensated workflows above which the alarm goes off. */
const COMPENSATED_SHARE = 0.5;

export type Share = Required<Pick<Alarm, "expression" | "metrics">>;

/** A declined card is business, an outage is not: what tells them apart is how many there are. */
export function compensatedAlarm(share: Share): Alarm {
  return alarm({
    ...share,
    name: "compensated",
    description: "The share of compensated workflows indicates an outage",
    threshold: COMPENSATED_SHARE,
    adjustable: "CompensatedShare",
  });
}

/** Returns the filter that counts lines of a log in the namespace of the stack. */
export function filter(metric: string, group: string, pattern: string): MetricFilter {
  return { metric, namespace: STACK, group, pattern, value: "1", defaultValue: 0 };
}
