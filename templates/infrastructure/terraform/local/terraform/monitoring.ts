import type { Alarm, AlarmMetric, Dashboard, Metric, MetricFilter } from "../resources.ts";
import {
  type Body,
  blockOf,
  bodyOf,
  listOf,
  numberOf,
  parsed,
  type Reader,
} from "./configuration.ts";

/** Reads what is counted in logs. */
export function metricFilters({ text, named, ofType }: Reader): MetricFilter[] {
  return ofType("aws_cloudwatch_log_metric_filter").map(({ body }) => {
    const { name, namespace, value, default_value } = blockOf(body.metric_transformation);
    return {
      metric: text(name),
      namespace: text(namespace),
      group: named(body.log_group_name),
      pattern: text(body.pattern),
      value: text(value),
      defaultValue: numberOf(default_value),
    };
  });
}

/** Reads the alarms, of one metric or of several. */
export function alarms(reader: Reader): Alarm[] {
  const { text, texts, ofType } = reader;
  return ofType("aws_cloudwatch_metric_alarm").map(({ body }) => {
    const queries = listOf(body.metric_query).map(bodyOf);
    const computed = queries.find(
      ({ expression }) => expression !== undefined && expression !== null,
    );
    return {
      description: text(body.alarm_description),
      metrics: computed
        ? queries
            .filter((query) => query !== computed)
            .map(({ id, metric }) => ({ id: text(id), ...alarmMetric(reader, blockOf(metric)) }))
        : [alarmMetric(reader, body)],
      expression: computed && text(computed.expression),
      evaluationPeriods: numberOf(body.evaluation_periods) ?? 1,
      comparison: text(body.comparison_operator),
      threshold: numberOf(body.threshold) ?? 0,
      missingData: text(body.treat_missing_data ?? "missing"),
      actions: texts(body.alarm_actions),
    };
  });
}

function alarmMetric({ text, entries }: Reader, body: Body): AlarmMetric {
  return {
    namespace: text(body.namespace),
    name: text(body.metric_name),
    dimensions: entries(body.dimensions),
    statistic: text(body.stat ?? body.statistic ?? body.extended_statistic),
    periodSeconds: numberOf(body.period) ?? 0,
  };
}

/** Reads the dashboards: the titles and the metrics of their widgets. */
export function dashboards(reader: Reader): Dashboard[] {
  return reader.ofType("aws_cloudwatch_dashboard").map(({ body }) => {
    const { widgets } = bodyOf(parsed(body.dashboard_body));
    return {
      physicalName: reader.text(body.dashboard_name),
      widgets: listOf(widgets).map((widget) => {
        const { title, metrics } = bodyOf(bodyOf(widget).properties);
        return {
          title: reader.text(title),
          metrics: listOf(metrics).flatMap((line) => widgetMetric(reader, line)),
        };
      }),
    };
  });
}

/** Reads a line such as `["AWS/SQS", "…Visible", "QueueName", "create-order", { … }]`; expressions are none. */
function widgetMetric({ text }: Reader, line: Parameters<Reader["text"]>[0]): Metric[] {
  const [namespace, name, ...words] = listOf(line).filter((word) => typeof word === "string");
  if (namespace === undefined || name === undefined) return [];
  const dimensions = words.flatMap((word, index) =>
    index % 2 === 0 ? [[text(word), text(words[index + 1])]] : [],
  );
  return [
    { namespace: text(namespace), name: text(name), dimensions: Object.fromEntries(dimensions) },
  ];
}
