import type { Outcomes } from "../../plan/outcomes.ts";

/** What a dashboard shows: of functions and queues only whether there are any, for they are searched. */
export interface Watched {
  readonly workflowName: string;
  readonly queues: readonly {
    readonly name: string;
    /** Whether a function takes its messages; else it is a dead-letter queue. */
    readonly consumed: boolean;
  }[];
  readonly stateMachine: boolean;
  readonly api: boolean;
  readonly outcomes: Outcomes;
}

interface Widget {
  readonly title: string;
  /** Of metrics that are named one by one. */
  readonly stat?: string;
  /** A line of JSON for each. */
  readonly metrics: readonly string[];
}

const STACK = "${AWS::StackName}";

/**
 * Returns the body of the stack's dashboard as lines of JSON; `${…}` is filled in by CloudFormation, with
 * the variable `${Functions}` for what the names of all functions begin with. A grid of CloudWatch is
 * 24 units wide, so that two widgets stand side by side.
 */
export function dashboardLines(watched: Watched): string[] {
  return [
    "{",
    '  "widgets": [',
    ...widgets(watched).flatMap(({ title, stat, metrics }, index, { length }) => [
      '    { "type": "metric", "width": 12, "height": 6, "properties": {',
      `      "title": "${title}", "region": "\${AWS::Region}",${stat ? ` "stat": "${stat}", "period": 60,` : ""}`,
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

function widgets({ workflowName, queues, stateMachine, api, outcomes }: Watched): Widget[] {
  const waiting = hasWordDlq(workflowName, queues) ? "" : " NOT QueueName=dlq";
  const ofQueues = (title: string, metric: string, and: string): Widget => ({
    title,
    metrics: [search("AWS/SQS", metric, `QueueName=${STACK}${and}`, "Maximum")],
  });
  const ofFunctions = (title: string, metric: string, stat: string): Widget => ({
    title,
    metrics: [search("AWS/Lambda", metric, "FunctionName=${Functions}", stat)],
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
    ...(queues.some(({ consumed }) => consumed)
      ? [
          ofQueues("Messages that wait", "ApproximateNumberOfMessagesVisible", waiting),
          ofQueues("Age of the oldest message", "ApproximateAgeOfOldestMessage", waiting),
        ]
      : []),
    ...(queues.length > 0
      ? [ofQueues("Dead letters", "ApproximateNumberOfMessagesVisible", " QueueName=dlq")]
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

/**
 * Returns a metric that stands for all that CloudWatch finds. Without quotes a term stands for a part
 * of a name; without a label of the search, what is found is shown by its own.
 */
function search(namespace: string, metric: string, term: string, stat: string): string {
  const [dimension] = term.split("=");
  const text = `{${namespace},${dimension}} MetricName="${metric}" ${term}`;
  const expression = JSON.stringify(`SEARCH('${text}', '${stat}', 60)`);
  return `[{ "expression": ${expression}, "label": "" }]`;
}

/** Tells whether a queue that is no dead-letter queue has the word by which these are found. */
export function hasWordDlq(workflowName: string, queues: Watched["queues"]): boolean {
  const names = queues.flatMap(({ name, consumed }) => (consumed ? [name] : []));
  return [workflowName, ...names].some((name) => name.split(/[^a-z]+/).includes("dlq"));
}
