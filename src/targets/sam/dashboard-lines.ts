import type { Dashboard, WidgetMetric } from "../../deployment/model.ts";
import { spacedJson } from "../../quote.ts";
import { substituted } from "./references.ts";

/**
 * Returns the body of a dashboard as lines of JSON; `${…}` is filled in by CloudFormation. A grid of CloudWatch is 24
 * units wide, so that two widgets stand side by side.
 */
export function dashboardLines({ widgets }: Dashboard): string[] {
  return [
    "{",
    '  "widgets": [',
    ...widgets.flatMap(({ title, statistic, metrics }, index, { length }) => [
      '    { "type": "metric", "width": 12, "height": 6, "properties": {',
      `      "title": "${title}", "region": "\${AWS::Region}", "stat": "${statistic}", "period": 60,`,
      ...metricLines(metrics.map(metricLine)).map((line) => `      ${line}`),
      `    } }${index < length - 1 ? "," : ""}`,
    ]),
    "  ]",
    "}",
  ];
}

function metricLines(metrics: readonly string[]): string[] {
  if (metrics.length === 1) return [`"metrics": [${metrics[0]}]`];
  return ['"metrics": [', `  ${metrics.join(",\n  ")}`.split("\n"), "]"].flat();
}

function metricLine(metric: WidgetMetric): string {
  if ("expression" in metric) return spacedJson([metric]);
  const { namespace, name, dimensions, id, label, hidden } = metric;
  const words = [namespace, name, ...Object.entries(dimensions).flat()];
  const rendering = {
    ...(id !== undefined && { id }),
    ...(label !== undefined && { label }),
    ...(hidden && { visible: false }),
  };
  const isPlain = Object.keys(rendering).length === 0;
  return spacedJson([...words.map(substituted), ...(isPlain ? [] : [rendering])]);
}
