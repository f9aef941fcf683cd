import type { Mutation } from "./mutation.ts";

type Row = Omit<Mutation, "transport" | "workflow">;

/** What breaks in the order example whatever carries the work. */
const rows: readonly Row[] = [
  {
    name: "an entry that runs something else than its step",
    file: "src/functions/create-order.ts",
    replace: ["run: createOrder", "run: async () => createOrder"],
    test: "infrastructure",
    red: /^template.yaml 'CreateOrderFunction' runs the step that it is named after/,
  },
  {
    name: "a result that is not JSON, and another try",
    file: "src/runtime/run-step.ts",
    replace: ["throw new PermanentError(`The result", "throw new Error(`The result"],
    test: "workflow",
    red: /^does not retry a step whose result is not JSON/,
  },
  {
    name: "a run that goes round for ever",
    file: "local/faults.ts",
    replace: ["<= maxVisits) return;", "<= maxVisits + 999) return;"],
    test: "runtime",
    red: /^stops a run that goes round for ever/,
  },
  {
    name: "idempotency records in a table of no name",
    file: "src/runtime/idempotency.ts",
    replace: ["process.env.IDEMPOTENCY_TABLE", "process.env.TABLE"],
    test: "infrastructure",
    red: /^template.yaml remembers it in the table that the environment names/,
  },
  {
    name: "a handler that no bundle exports",
    file: "template.yaml",
    replace: ["Handler: index.handler", "Handler: index.run"],
    test: "infrastructure",
    red: /^template.yaml 'CreateOrderFunction' has an entry that exports a handler/,
  },
  {
    name: "idempotency records in another table",
    file: "template.yaml",
    after: "  CreateOrderFunction:",
    replace: ["IDEMPOTENCY_TABLE: !Ref IdempotencyTable", "IDEMPOTENCY_TABLE: !Ref AlarmTopic"],
    test: "infrastructure",
    red: /^template.yaml 'CreateOrderFunction' may use the idempotency table/,
  },
  {
    name: "idempotency records that are not encrypted",
    file: "template.yaml",
    after: "  IdempotencyTable:",
    replace: ["SSEEnabled: true", "SSEEnabled: false"],
    test: "infrastructure",
    red: /^template.yaml remembers what was done/,
  },
  {
    name: "lines of the log that no query can read",
    file: "template.yaml",
    replace: ["LogFormat: JSON", "LogFormat: Text"],
    test: "infrastructure",
    red: /^template.yaml 'CreateOrderFunction' is limited, traced and logged/,
  },
  {
    name: "alarms that go off when all is well",
    file: "template.yaml",
    after: "Alarm:\n    Type: AWS::CloudWatch::Alarm",
    replace: ["GreaterThanThreshold", "LessThanThreshold"],
    test: "infrastructure",
    red: /^template.yaml alarms somebody/,
  },
  {
    name: "alarms that go off when nothing happens",
    file: "template.yaml",
    replace: ["TreatMissingData: notBreaching", "TreatMissingData: breaching"],
    test: "infrastructure",
    red: /^template.yaml alarms somebody/,
  },
  {
    name: "alarms that look at a day, not at a minute",
    file: "template.yaml",
    replace: ["Period: 60", "Period: 86400"],
    test: "infrastructure",
    red: /^queues .* with an alarm$|^the state machine .* raises an alarm$/,
  },
  {
    name: "alarms that wait for an hour of it",
    file: "template.yaml",
    replace: ["EvaluationPeriods: 1", "EvaluationPeriods: 60"],
    test: "infrastructure",
    red: /^queues .* with an alarm$|^the state machine .* raises an alarm$/,
  },
  {
    name: "alarms on a metric that is not there",
    file: "template.yaml",
    replace: ["Namespace: AWS/", "Namespace: AWS/X"],
    test: "infrastructure",
    red: /^queues .* with an alarm$|^the state machine .* raises an alarm$/,
  },
  {
    name: "alarms that nobody hears if there is somebody",
    file: "template.yaml",
    replace: ['!Not [!Equals [!Ref AlarmEmail, ""]]', '!Equals [!Ref AlarmEmail, ""]'],
    test: "infrastructure",
    red: /^template.yaml alarms somebody/,
  },
  {
    name: "idempotency records under a key that the code does not use",
    file: "template.yaml",
    after: "KeySchema:",
    replace: ["AttributeName: id", "AttributeName: pk"],
    test: "infrastructure",
    red: /^template.yaml remembers what was done/,
  },
  {
    name: "a dashboard that the stack of another region has too",
    file: "template.yaml",
    replace: [
      "DashboardName: !Sub ${AWS::StackName}-${AWS::Region}",
      "DashboardName: !Ref AWS::StackName",
    ],
    test: "infrastructure",
    red: /^the dashboard has a name of its own in each region/,
  },
  {
    name: "a role that the stack of another region has too",
    file: "template.yaml",
    after: "  CreateOrderFunction:",
    replace: ["    Properties:\n", "    Properties:\n      RoleName: create-order\n"],
    test: "infrastructure",
    red: /^template.yaml gives no name that a stack in another region would give too/,
  },
  {
    name: "a deployment of nothing that fails",
    file: "package.json",
    replace: [" --no-fail-on-empty-changeset", ""],
    test: "infrastructure",
    red: /^template.yaml can be deployed again where nothing has changed/,
  },
  {
    name: "alarms that are mailed to nobody",
    file: "template.yaml",
    replace: ["Endpoint: !Ref AlarmEmail", "Endpoint: nobody@example.com"],
    test: "infrastructure",
    red: /^template.yaml alarms somebody/,
  },
];

const queueRows: readonly Row[] = [
  {
    name: "lines of the log that do not say which workflow they are about",
    file: "src/runtime/queue-step.ts",
    replace: ["workflowId: state.id, ", ""],
    test: "workflow",
    red: /^logs which workflow and which step/,
  },
  {
    name: "a workflow whose id is empty",
    file: "src/runtime/messages.ts",
    replace: [' || message.id === ""', ""],
    test: "runtime",
    red: /^refuses the message \{ "id": "" \}/,
  },
  {
    name: "tries that a delivery has over again when it is put back",
    file: "src/runtime/queue-step.ts",
    replace: ["triesBefore: tries - 1", "triesBefore: 0"],
    test: "runtime",
    red: /^does not give its tries back to a delivery that is put back/,
  },
  {
    name: "tries before this message that do not count",
    file: "src/runtime/queue-step.ts",
    replace: ["readTriesBefore(record) + ", "0 * readTriesBefore(record) + "],
    test: "runtime",
    red: /^does not give its tries back to a delivery that is put back/,
  },
  {
    name: "what is thrown and is no error with quotes around it",
    file: "src/runtime/run-step.ts",
    replace: ['typeof thrown === "string" ? thrown : inspect(thrown)', "inspect(thrown)"],
    test: "runtime",
    red: /^keeps the text of what is thrown and is no error/,
  },
  {
    name: "a queue that nobody takes from",
    file: "template.yaml",
    after: "  CreateOrderEventSourceMapping:",
    replace: ["BatchSize: 1\n", "BatchSize: 1\n      Enabled: false\n"],
    test: "infrastructure",
    red: /^queues 'CreateOrderFunction' reports the failed messages/,
  },
];

const stateMachineRows: readonly Row[] = [
  {
    name: "a limit for the result without what is carried on with it",
    file: "src/runtime/run-step.ts",
    replace: ["refuseTooLarge(step, carried, json)", "refuseTooLarge(step, {}, json)"],
    test: "workflow",
    red: /^create-order .*when its result is too large/,
  },
  {
    name: "an error whose message is the JSON around it",
    file: "src/runtime/run-step.ts",
    replace: ['typeof errorMessage === "string" ? errorMessage : cause', "cause"],
    test: "runtime",
    red: /^gives a step the message of an error without the JSON/,
  },
  {
    name: "what is thrown and is no error without its text",
    file: "src/runtime/run-step.ts",
    replace: ["throw asError(thrown)", "throw thrown"],
    test: "runtime",
    red: /^keeps the text of what is thrown and is no error/,
  },
  {
    name: "what undoes a step in the place of its result",
    file: "workflow.asl.json",
    after: '"refund-payment": {',
    replace: ['"$.results.refundPayment"', '"$.results.processPayment"'],
    test: "infrastructure",
    red: /^workflow.asl.json 'refund-payment' keeps its result under its own key/,
  },
  {
    name: "lines of the log that do not say which workflow they are about",
    file: "src/runtime/task-handler.ts",
    replace: ["workflowId: state.id, ", ""],
    test: "workflow",
    red: /^logs which workflow and which step/,
  },
  {
    name: "events of executions that are not logged",
    file: "template.yaml",
    replace: ["Level: ALL", "Level: ERROR"],
    test: "infrastructure",
    red: /^the state machine is traced, and logs every event/,
  },
  {
    name: "the data of customers in the log",
    file: "template.yaml",
    replace: ["IncludeExecutionData: false", "IncludeExecutionData: true"],
    test: "infrastructure",
    red: /^the state machine is traced, and logs every event/,
  },
  {
    name: "executions that are not traced",
    file: "template.yaml",
    after: "  StateMachine:",
    replace: ["Enabled: true", "Enabled: false"],
    test: "infrastructure",
    red: /^the state machine is traced, and logs every event/,
  },
  {
    name: "failed compensations looked for among other events",
    file: "template.yaml",
    replace: ['$.type = "FailStateEntered"', '$.type = "TaskFailed"'],
    test: "infrastructure",
    red: /^the state machine raises an alarm of its own when a compensation fails/,
  },
  {
    name: "failed compensations looked for in another log",
    file: "template.yaml",
    after: "  CompensationFailedFilter:",
    replace: ["LogGroupName: !Ref StateMachineLogs", "LogGroupName: !Ref FunctionLogs"],
    test: "infrastructure",
    red: /^the state machine raises an alarm of its own when a compensation fails/,
  },
  {
    name: "failed compensations that count as none",
    file: "template.yaml",
    replace: ['MetricValue: "1"', 'MetricValue: "0"'],
    test: "infrastructure",
    red: /^the state machine raises an alarm of its own when a compensation fails/,
  },
];

/** What breaks for those who run a generated project: wiring that no simulation goes through. */
export const operationMutations: readonly Mutation[] = (
  [
    ["queue", [...rows, ...queueRows]],
    ["state-machine", [...rows, ...stateMachineRows]],
  ] as const
).flatMap(([transport, own]) =>
  own.map((row) => ({ ...row, transport, workflow: "order" as const })),
);
