/** What a dashboard shows: the logical ids of the stack. */
export interface Watched {
  readonly functions: readonly { readonly logicalId: string }[];
  readonly queues: readonly {
    readonly logicalId: string;
    /** Whether a function takes its messages; else it is a dead-letter queue. */
    readonly consumed: boolean;
  }[];
  readonly stateMachine: boolean;
  readonly api: boolean;
}

interface Widget {
  readonly title: string;
  readonly stat: string;
  readonly metrics: readonly (readonly string[])[];
}

/** The grid of a dashboard is 24 units wide ("Dashboard body structure and syntax", CloudWatch). */
const WIDTH = 12;
const HEIGHT = 6;

/** The body of the stack's dashboard as JSON, a line each; `${…}` is filled in by CloudFormation. */
export function dashboardLines(watched: Watched): string[] {
  const body = {
    widgets: widgets(watched).map(({ title, stat, metrics }, index) => ({
      type: "metric",
      x: (index % 2) * WIDTH,
      y: Math.floor(index / 2) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      properties: { title, region: "${AWS::Region}", stat, period: 60, metrics },
    })),
  };
  return onOneLine(JSON.stringify(body, null, 2)).split("\n");
}

function widgets({ functions, queues, stateMachine, api }: Watched): Widget[] {
  const ofFunctions = (title: string, metric: string, stat: string): Widget => ({
    title,
    stat,
    metrics: functions.map(({ logicalId }) => [
      "AWS/Lambda",
      metric,
      "FunctionName",
      `\${${logicalId}}`,
    ]),
  });
  const ofQueues = (title: string, metric: string, consumed: boolean): Widget => ({
    title,
    stat: "Maximum",
    metrics: queues
      .filter((queue) => queue.consumed === consumed)
      .map(({ logicalId }) => ["AWS/SQS", metric, "QueueName", `\${${logicalId}.QueueName}`]),
  });
  const ofMachine = (title: string, stat: string, ...names: string[]): Widget => ({
    title,
    stat,
    metrics: stateMachine
      ? names.map((name) => ["AWS/States", name, "StateMachineArn", "${StateMachine}"])
      : [],
  });
  const ofApi = (title: string, ...names: string[]): Widget => ({
    title,
    stat: "Sum",
    metrics: api ? names.map((name) => ["AWS/ApiGateway", name, "ApiId", "${Api}"]) : [],
  });
  return [
    ofApi("Requests", "Count", "4xx", "5xx"),
    ofMachine(
      "Executions",
      "Sum",
      "ExecutionsStarted",
      "ExecutionsSucceeded",
      "ExecutionsFailed",
      "ExecutionsTimedOut",
      "ExecutionsAborted",
      "ExecutionThrottled",
    ),
    ofMachine("Time an execution takes", "p95", "ExecutionTime"),
    ofQueues("Messages that wait", "ApproximateNumberOfMessagesVisible", true),
    ofQueues("Age of the oldest message", "ApproximateAgeOfOldestMessage", true),
    ofQueues("Dead letters", "ApproximateNumberOfMessagesVisible", false),
    ofFunctions("Errors", "Errors", "Sum"),
    ofFunctions("Throttles", "Throttles", "Sum"),
    ofFunctions("Time a function takes", "Duration", "p95"),
  ].filter(({ metrics }) => metrics.length > 0);
}

/** A metric is one thing, and read as one. */
function onOneLine(json: string): string {
  return json.replace(
    /\[\n\s+("[^"]*"(?:,\n\s+"[^"]*")*)\n\s+\]/g,
    (_, strings: string) => `[${strings.replace(/,\n\s+/g, ", ")}]`,
  );
}
