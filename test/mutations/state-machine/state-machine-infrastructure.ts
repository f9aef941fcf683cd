import type { Mutation } from "../mutation.ts";
import { infrastructureTest, templateTest, workflowTest } from "./state-machine-rows.ts";

/** What breaks the state machine and functions that SAM deploys. */
export const stateMachineInfrastructureMutations: readonly Mutation[] = [
  ...workflowTest("order", "template.yaml", [
    {
      name: "a shorter function timeout",
      after: "  CreateOrderFunction:",
      replace: ["Timeout: 30", "Timeout: 20"],
      red: /^create-order is stopped after 30 s/,
    },
    {
      name: "another function behind a task",
      replace: [
        "CreateOrderFunction: !Ref CreateOrderFunction.Version",
        "CreateOrderFunction: !Ref CancelOrderFunction.Version",
      ],
      red: /^runs every step once/,
    },
  ]),
  ...workflowTest("every rule", "template.yaml", [
    {
      name: "too many at once",
      replace: ["ReservedConcurrentExecutions: 3", "ReservedConcurrentExecutions: 4"],
      red: /^check-fraud runs at most 3 at once/,
    },
  ]),
  ...templateTest("every rule", [
    {
      name: "a new concurrency that no deployment takes",
      replace: ['          RESERVED_CONCURRENCY: "3"\n', ""],
      red: /^template.yaml 'CheckFraudFunction' has a new version whatever setting changes/,
    },
  ]),
  ...infrastructureTest("every rule", "template.yaml", [
    {
      name: "no limit of concurrency",
      replace: ["      ReservedConcurrentExecutions: 3\n", ""],
      red: /^what is deployed check-fraud runs at most 3 at once/,
    },
  ]),
  ...templateTest("order", [
    {
      name: "a property that does not exist",
      after: "  ExecutionsFailedAlarm:",
      replace: ["Threshold: 0", "Treshold: 0"],
      red: /^template.yaml is valid/,
    },
    {
      name: "an alias that versions are not published for",
      after: "  CreateOrderFunction:",
      replace: ["AutoPublishAlias: live", 'AutoPublishAlias: ""'],
      red: /^template.yaml 'CreateOrderFunction' has a new version whatever setting changes/,
    },
  ]),
  ...infrastructureTest("order", "template.yaml", [
    {
      name: "a function that is not pinned to a version",
      replace: ["!Ref CreateOrderFunction.Version", "!Ref CreateOrderFunction"],
      red: /^workflow.asl.json knows the published version behind every task/,
    },
    {
      name: "a function without published versions",
      after: "  CreateOrderFunction:",
      replace: ["      AutoPublishAlias: live\n", ""],
      red: /^workflow.asl.json 'create-order' calls a new version whatever setting/,
    },
    {
      name: "settings that do not reach the state machine",
      after: "  CreateOrderFunction:",
      replace: ["      AutoPublishAliasAllProperties: true\n", ""],
      red: /^workflow.asl.json 'create-order' calls a new version whatever setting/,
    },
    {
      name: "no permission to invoke a function",
      replace: ["                - !Sub ${CreateOrderFunction.Arn}:*\n", ""],
      red: /^the state machine may invoke the functions behind its tasks/,
    },
    {
      name: "a permission to invoke every function",
      replace: ["- !Sub ${CreateOrderFunction.Arn}:*", '- "*"'],
      red: /^the state machine may invoke the functions behind its tasks/,
    },
    {
      name: "a permission to invoke functions",
      after: "  CreateOrderFunction:",
      replace: ["[dynamodb:GetItem", "[lambda:InvokeFunction"],
      red: /^what is deployed 'create-order' may not invoke functions/,
    },
    {
      name: "no permission to keep an idempotency record",
      after: "  CreateOrderFunction:",
      replace: ["dynamodb:PutItem, ", ""],
      red: /^what is deployed 'create-order' may use the idempotency table/,
    },
    {
      name: "no alarm on failed executions",
      after: "  ExecutionsFailedAlarm:",
      replace: ["MetricName: ExecutionsFailed", "MetricName: ExecutionsSucceeded"],
      red: /^the state machine ExecutionsFailed raises an alarm/,
    },
    {
      name: "no alarm on failed compensations",
      after: "  RefundPaymentFunctionFailedAlarm:",
      replace: ["Type: AWS::CloudWatch::Alarm", "Type: AWS::CloudWatch::AnomalyDetector"],
      red: /^the state machine fails with '?refund-payment'?, and an alarm says so/,
    },
    {
      name: "an alarm on something else than failed compensations",
      after: "  RefundPaymentFunctionFailedAlarm:",
      replace: ["Value: !Ref RefundPaymentFunction", "Value: !Ref ProcessPaymentFunction"],
      red: /^the state machine fails with '?refund-payment'?, and an alarm says so/,
    },
    {
      name: "an alarm that nobody hears",
      after: "  ExecutionsFailedAlarm:",
      replace: ["AlarmActions: [!Ref AlarmTopic]", "AlarmActions: []"],
      red: /^the state machine '?ExecutionsFailed'? raises an alarm/,
    },
    {
      name: "logs that are kept for ever",
      after: "  StateMachineLogs:",
      replace: ["      RetentionInDays: 30\n", ""],
      red: /^what is deployed the logs of 'executions' expire/,
    },
    {
      name: "functions that are not traced",
      replace: ["Tracing: Active", "Tracing: PassThrough"],
      red: /is limited, traced and logged/,
    },
  ]),

  ...workflowTest("order", "template.yaml", [
    {
      name: "executions whose names do not count",
      after: "  StateMachine:",
      replace: ["Type: STANDARD", "Type: EXPRESS"],
      red: /^is not started twice under the same name/,
    },
  ]),
];
