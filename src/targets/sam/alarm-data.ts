import type { Alarm, Metric, MetricFilter } from "../../deployment/model.ts";
import { alarmId, logicalId } from "./logical-ids.ts";
import { intrinsic } from "./references.ts";

/** Returns what the template says of an alarm. */
export function alarmData({ expression, metrics, ...alarm }: Alarm) {
  return {
    ...alarm,
    logicalId: alarmId(alarm.name),
    threshold: alarm.adjustable === undefined ? alarm.threshold : `!Ref ${alarm.adjustable}`,
    actions: alarm.actions.map(intrinsic).join(", "),
    expression: expression ?? null,
    metrics: metrics.map((metric) => ({ ...metric, ...metricData(metric) })),
  };
}

/** Its one dimension stands on one line. */
function metricData({ namespace, dimensions }: Metric) {
  const all = Object.entries(dimensions).map(([name, value]) => ({
    name,
    value: intrinsic(value),
  }));
  return {
    namespace: intrinsic(namespace),
    dimension: all.length === 1 ? all[0] : null,
    dimensions: all.length === 1 ? [] : all,
  };
}

/** Returns what the template says of something that is counted in a log. */
export function filterData({ namespace, group, ...filter }: MetricFilter) {
  return {
    ...filter,
    logicalId: `${filter.metric}Filter`,
    namespace: intrinsic(namespace),
    group: logicalId("logs", group),
  };
}
