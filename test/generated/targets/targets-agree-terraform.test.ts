import type { Dashboard, Metric } from "../../../templates/project/local/resources.ts";
import { testAgreement } from "./targets-agree.ts";

testAgreement("terraform", 30, (model) => ({
  ...model,
  dashboards: model.dashboards.map(withLinesByName),
  // Terraform has no name of its own for a table.
  tables: model.tables.map((table) => ({ ...table, physicalName: `\${stack}-${table.name}` })),
  // EventBridge is known by the ARN of the rule, not only by how its name begins.
  queues: model.queues.map(({ policy, ...queue }) => ({
    ...queue,
    policy: policy.map((statement) =>
      statement.principal === "events.amazonaws.com"
        ? {
            ...statement,
            condition: {
              ArnEquals: { "aws:SourceArn": "${aws_cloudwatch_event_rule.start.arn}" },
            },
          }
        : statement,
    ),
  })),
}));

/** Terraform goes through functions and queues by their names; the dead letters of starts are a resource of their own. */
function withLinesByName({ widgets, ...dashboard }: Dashboard): Dashboard {
  return {
    ...dashboard,
    widgets: widgets.map(({ title, metrics }) => ({
      title,
      metrics: metrics.toSorted((a, b) =>
        placeOf(a) < placeOf(b) ? -1 : Number(placeOf(a) > placeOf(b)),
      ),
    })),
  };
}

function placeOf({ dimensions }: Metric): string {
  const { FunctionName, QueueName } = dimensions;
  const [, name = ""] = (FunctionName ?? QueueName ?? "").split(".");
  return name === "start-dlq" ? LAST : name;
}

const LAST = "~";
