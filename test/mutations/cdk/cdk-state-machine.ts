import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import {
  COMPENSATED,
  COUNTS_COMPENSATED,
  HALF_UNDONE,
  LOGGED,
  MAY_INVOKE,
  RUNS,
  VERSIONS,
} from "../reds.ts";

const order = rowsOf("cdk", "state-machine", "order");

/** What breaks a state machine that CDK deploys, and its alarms. */
export const cdkStateMachineMutations: readonly Mutation[] = [
  ...order("state-machine.ts", [
    [
      "a function that is not pinned to a version",
      "fn.currentVersion.functionArn",
      "fn.functionArn",
      VERSIONS,
    ],
    [
      "a function without published versions",
      "fn.currentVersion.functionArn",
      "fn.functionArn",
      /^workflow.asl.json 'create-order' calls a new version/,
    ],
    ["no permission to invoke a function", "`${arn}:*`", "arn", MAY_INVOKE],
    [
      "a permission to invoke every function",
      "functionArns.map((arn) => `${arn}:*`)",
      '["*"]',
      MAY_INVOKE,
    ],
    ["executions that are not traced", "tracingEnabled: true", "tracingEnabled: false", LOGGED],
    ["events of executions that are not logged", "LogLevel.ALL", "LogLevel.ERROR", LOGGED],
    [
      "the data of customers in the log",
      "includeExecutionData: false",
      "includeExecutionData: true",
      LOGGED,
    ],
    [
      "logs of executions that are kept for ever",
      "RetentionDays.ONE_MONTH",
      "RetentionDays.INFINITE",
      /^what is deployed the logs of 'executions' expire/,
    ],
  ]),
  ...order(
    "state-machine.ts",
    [
      [
        "executions whose names do not count",
        "tracingEnabled: true",
        "tracingEnabled: true, stateMachineType: sfn.StateMachineType.EXPRESS",
        /^is not started twice under the same name/,
      ],
    ],
    "workflow",
  ),
  ...order(
    "workflow.ts",
    [
      [
        "another function behind a task",
        "CreateOrderFunction: createOrder",
        "CreateOrderFunction: cancelOrder",
        RUNS,
      ],
    ],
    "workflow",
  ),
  ...order(
    "constructs.ts",
    [
      [
        "versions that go with the stack",
        "removalPolicy: RemovalPolicy.RETAIN }",
        "removalPolicy: RemovalPolicy.DESTROY }",
        /keeps the versions of functions that executions may still call/,
      ],
    ],
    "app",
  ),
  ...order("workflow.ts", [
    [
      "no alarm on failed compensations",
      "cancelOrder, refundPayment);",
      "cancelOrder);",
      HALF_UNDONE,
    ],
    [
      "an alarm on something else than failed compensations",
      "cancelOrder, refundPayment);",
      "cancelOrder, processPayment);",
      HALF_UNDONE,
    ],
  ]),
  ...order("ends.ts", [
    [
      "no alarm on failed executions",
      "metricFailed(minutely)",
      "metricSucceeded(minutely)",
      /^the state machine '?ExecutionsFailed'? raises an alarm/,
    ],
    [
      "failed workflows that are looked for once a day",
      "metricFailed(minutely)",
      "metricFailed({ period: Duration.days(1) })",
      /^the state machine '?ExecutionsFailed'? raises an alarm/,
    ],
    [
      "executions that are stopped unheard",
      "metricAborted(minutely)",
      "metricStarted(minutely)",
      /^the state machine ExecutionsAborted raises an alarm/,
    ],
    [
      "executions that time out unheard",
      "metricTimedOut(minutely)",
      "metricAborted(minutely)",
      /^the state machine ExecutionsTimedOut raises an alarm/,
    ],
    [
      "throttled executions that nobody hears of",
      "metricThrottled(minutely)",
      "metricAborted(minutely)",
      /^the state machine ExecutionThrottled raises an alarm/,
    ],
    [
      "half undone workflows that are looked for among those that succeeded",
      "failed: stateMachine.metricFailed()",
      "failed: stateMachine.metricSucceeded()",
      HALF_UNDONE,
    ],
    [
      "compensated workflows looked for among other events",
      '$.type = "SucceedStateEntered"',
      '$.type = "FailStateEntered"',
      COUNTS_COMPENSATED,
    ],
    [
      "compensated workflows looked for in another log",
      "logGroup: stateMachine.logs",
      "logGroup: workflow.functionLogs",
      COUNTS_COMPENSATED,
    ],
    [
      "ends that are unknown where they are none",
      "      defaultValue: 0,\n",
      "",
      COUNTS_COMPENSATED,
    ],
    [
      "ends that count as none",
      "defaultValue: 0,",
      'defaultValue: 0, metricValue: "0",',
      /^the state machine counts what is Ended in its log/,
    ],
    [
      "a share of compensated workflows among those that succeeded",
      "workflow.metric(metricName, ",
      'workflow.metric("Compensated", ',
      COMPENSATED,
    ],
  ]),
];
