import { testAgreement } from "./targets-agree.ts";

testAgreement("terraform", 30, (model) => ({
  ...model,
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
