import type { WorkflowName } from "../e2e/generated/workflows.ts";
import type { Mutation } from "./mutation.ts";

type Row = readonly [
  name: string,
  file: string,
  replace: Mutation["replace"],
  red: RegExp,
  test?: Mutation["test"],
];

const queueRows: readonly Row[] = [
  [
    "a shorter function timeout",
    "workflow.ts",
    ["timeout: Duration.seconds(30)", "timeout: Duration.seconds(20)"],
    /^create-order is stopped after 30 s/,
    "workflow",
  ],
  [
    "fewer receives than tries",
    "workflow.ts",
    ["maxReceiveCount: 9", "maxReceiveCount: 3"],
    /^create-order is retried 3 times/,
    "workflow",
  ],
  [
    "a function that does not know the next queue",
    "workflow.ts",
    ["createOrder.sendsTo(processPayment.queue, ", "createOrder.sendsTo("],
    /^runs every step once/,
    "workflow",
  ],
  [
    "a visibility timeout of less than six function timeouts",
    "queue-step.ts",
    ["Duration.seconds(6 * ", "Duration.seconds(2 * "],
    /^create-order is tried again 180 s after a crash/,
    "workflow",
  ],
  [
    "a queue that holds messages back",
    "queue-step.ts",
    ["visibilityTimeout: ", "deliveryDelay: Duration.seconds(60),\n      visibilityTimeout: "],
    /^queues 'create-order' takes every message as soon as it comes/,
  ],
  [
    "no report of failed messages",
    "queue-step.ts",
    ["reportBatchItemFailures: true", "reportBatchItemFailures: false"],
    /^queues 'create-order' reports the failed messages/,
  ],
  [
    "a queue that nobody takes from",
    "queue-step.ts",
    ["batchSize: 1,", "batchSize: 1,\n      enabled: false,"],
    /^queues 'create-order' reports the failed messages/,
  ],
  [
    "a batch window",
    "queue-step.ts",
    ["batchSize: 1,", "batchSize: 1,\n      maxBatchingWindow: Duration.seconds(5),"],
    /^queues 'create-order' takes every message as soon as it comes/,
  ],
  [
    "more at once than a new account lets run",
    "queue-step.ts",
    ["      maxConcurrency,\n", ""],
    /^queues 'create-order' takes no more at once than a new account lets run/,
  ],
  [
    "a permission to do anything to a queue",
    "queue-step.ts",
    ['["sqs:ReceiveMessage", ', '["sqs:*", '],
    /^queues 'create-order' may use its queue/,
  ],
  [
    "work that is stopped when it has been put back 16 times",
    "queue-step.ts",
    ["{ ...own, recursiveLoop: RecursiveLoop.ALLOW }", "own"],
    /^queues 'create-order' is not stopped as a loop/,
  ],
  [
    "a queue that is not encrypted",
    "workflow-queue.ts",
    ["QueueEncryption.SQS_MANAGED", "QueueEncryption.UNENCRYPTED"],
    /^queues 'create-order' is encrypted/,
  ],
  [
    "a queue that forgets early",
    "workflow-queue.ts",
    ["Duration.days(14)", "Duration.days(4)"],
    /^queues 'create-order-dlq' keeps messages for 14 days/,
  ],
  [
    "work as plain text",
    "workflow-queue.ts",
    ["enforceSSL: true", "enforceSSL: false"],
    /^what is deployed 'create-order' refuses plain text/,
  ],
  [
    "work that goes with its queue",
    "workflow-queue.ts",
    ["RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE", "RemovalPolicy.DESTROY"],
    /^what is deployed 'create-order-dlq' stays when it is deleted/,
  ],
  [
    "an alarm that goes off at the eleventh dead letter",
    "constructs.ts",
    ["props.threshold ?? 0", "props.threshold ?? 10"],
    /^queues 'create-order-dlq' keeps messages .* with an alarm/,
  ],
  [
    "a filter that counts nothing",
    "ends.ts",
    ["could not be handled", "was handled"],
    /counts the messages that could not be handled, and raises an alarm/,
  ],
  [
    "ends that count in a namespace that no alarm looks at",
    "constructs.ts",
    [
      "POWERTOOLS_METRICS_NAMESPACE: workflow.prefix",
      "POWERTOOLS_METRICS_NAMESPACE: workflow.service",
    ],
    /^queues 'create-order' counts the ends of workflows as metrics of the stack/,
  ],
  [
    "an alarm on a single compensated workflow",
    "ends.ts",
    ["IF(ends >= 5, share, 0)", "share"],
    /^what is deployed raises an alarm when so many workflows are compensated/,
  ],
];

const executionRows: readonly Row[] = [
  [
    "a function that is not pinned to a version",
    "state-machine.ts",
    ["fn.currentVersion.functionArn", "fn.functionArn"],
    /^workflow.asl.json knows the published version behind every task/,
  ],
  [
    "no permission to invoke a function",
    "state-machine.ts",
    ["`${arn}:*`", "arn"],
    /^the state machine may invoke the functions behind its tasks/,
  ],
  [
    "a permission to invoke every function",
    "state-machine.ts",
    ["functionArns.map((arn) => `${arn}:*`)", '["*"]'],
    /^the state machine may invoke the functions behind its tasks/,
  ],
  [
    "executions that are not traced",
    "state-machine.ts",
    ["tracingEnabled: true", "tracingEnabled: false"],
    /^the state machine is traced, and logs every event/,
  ],
  [
    "events of executions that are not logged",
    "state-machine.ts",
    ["LogLevel.ALL", "LogLevel.ERROR"],
    /^the state machine is traced, and logs every event/,
  ],
  [
    "the data of customers in the log",
    "state-machine.ts",
    ["includeExecutionData: false", "includeExecutionData: true"],
    /^the state machine is traced, and logs every event/,
  ],
  [
    "logs of executions that are kept for ever",
    "state-machine.ts",
    ["RetentionDays.ONE_MONTH", "RetentionDays.INFINITE"],
    /^what is deployed the logs of 'executions' expire/,
  ],
  [
    "failed workflows that nobody hears of",
    "ends.ts",
    ["stateMachine.metricFailed(minutely)", "stateMachine.metricSucceeded(minutely)"],
    /^the state machine '?ExecutionsFailed'? raises an alarm/,
  ],
  [
    "executions that time out unheard",
    "ends.ts",
    ["stateMachine.metricTimedOut(minutely)", "stateMachine.metricAborted(minutely)"],
    /^the state machine ExecutionsTimedOut raises an alarm/,
  ],
  [
    "compensated workflows looked for among other events",
    "ends.ts",
    ['$.type = "SucceedStateEntered"', '$.type = "FailStateEntered"'],
    /^the state machine counts what is Compensated in its log/,
  ],
  [
    "ends that are unknown where they are none",
    "ends.ts",
    ["      defaultValue: 0,\n", ""],
    /^the state machine counts what is Compensated in its log/,
  ],
  [
    "versions that go with the stack",
    "constructs.ts",
    ["removalPolicy: RemovalPolicy.RETAIN }", "removalPolicy: RemovalPolicy.DESTROY }"],
    /keeps the versions of functions that executions may still call/,
    "app",
  ],
];

/** In both transports. */
const commonRows: readonly Row[] = [
  [
    "a handler that no bundle exports",
    "constructs.ts",
    ['"index.handler"', '"index.main"'],
    /^what is deployed 'create-order' has an entry that exports a handler/,
  ],
  [
    "functions that are not traced",
    "constructs.ts",
    ["Tracing.ACTIVE", "Tracing.DISABLED"],
    /^what is deployed 'create-order' is limited, traced and logged/,
  ],
  [
    "lines of the log that no query can read",
    "constructs.ts",
    ["LoggingFormat.JSON", "LoggingFormat.TEXT"],
    /^what is deployed 'create-order' is limited, traced and logged/,
  ],
  [
    "logs that are kept for ever",
    "constructs.ts",
    ["RetentionDays.ONE_MONTH", "RetentionDays.INFINITE"],
    /^what is deployed the logs of 'functions' expire/,
  ],
  [
    "alarms that nobody hears",
    "constructs.ts",
    ["this.addAlarmAction(", "void ("],
    /^what is deployed 'idempotency' raises an alarm when it is no help/,
  ],
  [
    "alarms that go off when all is well",
    "constructs.ts",
    ["TreatMissingData.NOT_BREACHING", "TreatMissingData.BREACHING"],
    /^what is deployed 'idempotency' raises an alarm when it is no help/,
  ],
  [
    "alarms as plain text",
    "constructs.ts",
    ["enforceSSL: true", "enforceSSL: false"],
    /^what is deployed 'alarms' refuses plain text/,
  ],
  [
    "a topic that no alarm may publish to",
    "constructs.ts",
    ["cloudwatch.amazonaws.com", "events.amazonaws.com"],
    /^what is deployed alarms somebody/,
  ],
  [
    "alarms that are mailed to nobody",
    "constructs.ts",
    ["new EmailSubscription(props.alarmEmail)", 'new EmailSubscription("nobody@example.com")'],
    /^what is deployed alarms somebody/,
  ],
  [
    "a table that nobody may write to",
    "tables.ts",
    [', "PutItem"', ""],
    /^what is deployed 'create-order' may use the idempotency table/,
  ],
  [
    "functions that may invoke functions",
    "tables.ts",
    ["`dynamodb:${action}`", '"lambda:InvokeFunction"'],
    /^what is deployed 'create-order' may not invoke functions/,
  ],
  [
    "records under a key that the code does not use",
    "tables.ts",
    ['name: "id"', 'name: "pk"'],
    /^what is deployed remembers what was done/,
  ],
  [
    "records that cannot be had back",
    "tables.ts",
    ["pointInTimeRecoveryEnabled: true", "pointInTimeRecoveryEnabled: false"],
    /^what is deployed remembers what was done/,
  ],
  [
    "records that go with the stack",
    "tables.ts",
    ["RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE", "RemovalPolicy.DESTROY"],
    /^what is deployed 'idempotency' stays when it is deleted/,
  ],
  [
    "a table that is throttled unheard",
    "tables.ts",
    ['metric("ThrottledRequests")', 'metric("ReadThrottleEvents")'],
    /^what is deployed 'idempotency' raises an alarm when it is no help/,
  ],
  [
    "a dashboard that the stack of another region has too",
    "dashboard.ts",
    ["-${Stack.of(scope).region}", ""],
    /^the dashboard has a name of its own in each region/,
  ],
  [
    "a stack for all stages",
    "stack.ts",
    ["stage ? `${NAME}-${stage}` : NAME", "NAME"],
    /is named after the workflow, and the stage of the context/,
    "app",
  ],
  [
    "a policy of AWS that nobody gave a reason for",
    "constructs.ts",
    ['id: "AwsSolutions-IAM4[', 'id: "AwsSolutions-IAM6['],
    /is as cdk-nag wants it/,
    "app",
  ],
];

const requestRows: readonly Row[] = [
  [
    "an API that is open to strangers",
    "api.ts",
    ["      defaultAuthorizer: new HttpIamAuthorizer(),\n", ""],
    /closed to strangers/,
  ],
  ["another path", "workflow.ts", ['"/orders"', '"/order"'], /is a request to an API/],
];

const scheduleRows: readonly Row[] = [
  ["another rate", "workflow.ts", ["rate(1 hour)", "rate(1 day)"], /follows the schedule/],
];

const eventRows: readonly Row[] = [
  [
    "another kind of event",
    "workflow.ts",
    ["OrderPlaced", "OrderPaid"],
    /follows this kind of event/,
  ],
];

function mutationsOf(
  transport: Mutation["transport"],
  workflow: WorkflowName,
  rows: readonly Row[],
): Mutation[] {
  return rows.map(([name, file, replace, red, test = "infrastructure"]) => ({
    ...{ name, transport, workflow, infrastructure: "cdk", replace, red, test },
    file: `infra/${file}`,
  }));
}

/** What CDK deploys, broken in its constructs. */
export const cdkMutations: readonly Mutation[] = [
  ...mutationsOf("queue", "order", [...queueRows, ...commonRows]),
  ...mutationsOf("state-machine", "order", [...executionRows, ...commonRows]),
  ...mutationsOf("queue", "by schedule", scheduleRows),
  ...mutationsOf("state-machine", "by request", requestRows),
  ...mutationsOf("state-machine", "by event", eventRows),
];
