import type { Outcomes } from "../../plan/outcomes.ts";

/** What a dashboard shows. */
export interface Watched {
  /** Logical ids. */
  readonly functions: readonly string[];
  readonly queues: readonly {
    readonly logicalId: string;
    /** Whether a function takes its messages; else it is a dead-letter queue. */
    readonly consumed: boolean;
  }[];
  readonly stateMachine: boolean;
  readonly api: boolean;
  readonly outcomes: Outcomes;
}

interface Widget {
  readonly title: string;
  readonly stat: string;
  /** A line of JSON for each. */
  readonly metrics: readonly string[];
}

const STACK = "${AWS::StackName}";

/**
 * Returns the body of the stack's dashboard as lines of JSON; `${…}` is filled in by CloudFormation. A grid of
 * CloudWatch is 24 units wide, so that two widgets stand side by side.
 */
export function dashboardLines(watched: Watched): string[] {
  return [
    "{",
    '  "widgets": [',
    ...widgets(watched).flatMap(({ title, stat, metrics }, index, { length }) => [
      '    { "type": "metric", "width": 12, "height": 6, "properties": {',
      `      "title": "${title}", "region": "\${AWS::Region}", "stat": "${stat}", "period": 60,`,
      ...metricLines(metrics).map((line) => `      ${line}`),
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

function widgets({ functions, queues, stateMachine, api, outcomes }: Watched): Widget[] {
  const isFed = ({ consumed }: Watched["queues"][number]) => consumed;
  const isDeadLetter = (queue: Watched["queues"][number]) => !queue.consumed;
  const ofQueues = (title: string, metric: string, which: typeof isFed): Widget => ({
    title,
    stat: "Maximum",
    metrics: queues
      .filter(which)
      .map((queue) => `["AWS/SQS", "${metric}", "QueueName", "\${${queue.logicalId}.QueueName}"]`),
  });
  const ofFunctions = (title: string, metric: string, stat: string): Widget => ({
    title,
    stat,
    metrics: functions.map((id) => `["AWS/Lambda", "${metric}", "FunctionName", "\${${id}}"]`),
  });
  const ofMachine = (title: string, stat: string, ...names: string[]): Widget => ({
    title,
    stat,
    metrics: names.map(
      (name) => `["AWS/States", "${name}", "StateMachineArn", "\${StateMachine}"]`,
    ),
  });
  const ofApi = (title: string, ...names: string[]): Widget => ({
    title,
    stat: "Sum",
    metrics: names.map((name) => `["AWS/ApiGateway", "${name}", "ApiId", "\${Api}"]`),
  });
  return [
    ...(api ? [ofApi("Requests", "Count", "4xx", "5xx")] : []),
    ...(stateMachine
      ? [
          ofMachine(
            "Executions",
            "Sum",
            "ExecutionsStarted",
            "ExecutionsSucceeded",
            "ExecutionsFailed",
            "ExecutionsAborted",
            "ExecutionsTimedOut",
            "ExecutionThrottled",
          ),
          ofMachine("Time an execution takes", "p95", "ExecutionTime"),
        ]
      : []),
    ...(stateMachine ? endsOfExecutions(outcomes) : [endsOfWorkflows(outcomes)]),
    ...(queues.some(isFed)
      ? [
          ofQueues("Messages that wait", "ApproximateNumberOfMessagesVisible", isFed),
          ofQueues("Age of the oldest message", "ApproximateAgeOfOldestMessage", isFed),
        ]
      : []),
    ...(queues.some(isDeadLetter)
      ? [ofQueues("Dead letters", "ApproximateNumberOfMessagesVisible", isDeadLetter)]
      : []),
    ofFunctions("Errors", "Errors", "Sum"),
    ofFunctions("Throttles", "Throttles", "Sum"),
    ofFunctions("Time a function takes", "Duration", "p95"),
  ];
}

const countedInStack = (metric: string, more = "") => `["${STACK}", "${metric}"${more}]`;

function endsOfWorkflows({ compensated, failed, compensationFailed }: Outcomes): Widget {
  return {
    title: "How workflows end",
    stat: "Sum",
    metrics: [
      countedInStack("Succeeded"),
      ...(compensated ? [countedInStack("Compensated")] : []),
      ...(compensationFailed ? [countedInStack("CompensationFailed")] : []),
      ...(failed ? [countedInStack("Failed")] : []),
    ],
  };
}

/** How executions end, where Step Functions alone does not tell what was undone from what was not. */
function endsOfExecutions({ compensated, compensationFailed }: Outcomes): Widget[] {
  if (!compensated) return [];
  const ofMachine = (metric: string, options: string) =>
    `["AWS/States", "${metric}", "StateMachineArn", "\${StateMachine}", { ${options} }]`;
  const failed = compensationFailed ? "Failed, or half undone" : "Failed";
  return [
    {
      title: "How workflows end",
      stat: "Sum",
      metrics: [
        ofMachine("ExecutionsSucceeded", '"id": "all", "visible": false'),
        '[{ "expression": "all - FILL(undone, 0)", "label": "Succeeded" }]',
        countedInStack("Compensated", ', { "id": "undone" }'),
        ofMachine("ExecutionsFailed", `"label": "${failed}"`),
      ],
    },
  ];
}
