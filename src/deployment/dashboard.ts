import type { Plan } from "../plan/plan.ts";
import { type Outcomes, outcomesOf } from "../semantics/outcomes.ts";
import { ofApi, ofExecutions, ofFunction, ofQueue, ofStack } from "./metrics.ts";
import type { Dashboard, LambdaFunction, Queue, Widget } from "./model.ts";
import { STACK } from "./references.ts";

type Named = Pick<LambdaFunction, "name">;
type Fed = Pick<Queue, "name" | "consumed">;

/** Returns the dashboard. An account has one list of dashboards for all its regions. */
export function dashboard(
  plan: Plan,
  { functions, queues }: { readonly functions: readonly Named[]; readonly queues: readonly Fed[] },
): Dashboard {
  const outcomes = outcomesOf(plan);
  return {
    physicalName: `${STACK}-\${region}`,
    widgets: [
      ...(plan.workflow.trigger?.kind === "api"
        ? [widget("Requests", "Sum", ["Count", "4xx", "5xx"].map(ofApi))]
        : []),
      ...(plan.transport === "queue"
        ? [endsOfWorkflows(outcomes)]
        : [...executions, ...endsOfExecutions(outcomes)]),
      ...queueWidgets(queues),
      ...functionWidgets(functions),
    ],
  };
}

function widget(title: string, statistic: string, metrics: Widget["metrics"]): Widget {
  return { title, statistic, metrics };
}

const executions: Widget[] = [
  widget(
    "Executions",
    "Sum",
    [
      "ExecutionsStarted",
      "ExecutionsSucceeded",
      "ExecutionsFailed",
      "ExecutionsAborted",
      "ExecutionsTimedOut",
      "ExecutionThrottled",
    ].map(ofExecutions),
  ),
  widget("Time an execution takes", "p95", [ofExecutions("ExecutionTime")]),
];

function endsOfWorkflows({ compensated, failed, compensationFailed }: Outcomes): Widget {
  return widget("How workflows end", "Sum", [
    ofStack("Succeeded"),
    ...(compensated ? [ofStack("Compensated")] : []),
    ...(compensationFailed ? [ofStack("CompensationFailed")] : []),
    ...(failed ? [ofStack("Failed")] : []),
  ]);
}

/** Returns how executions end, where Step Functions alone does not tell what was undone from what was not. */
function endsOfExecutions({ compensated, compensationFailed }: Outcomes): Widget[] {
  if (!compensated) return [];
  return [
    widget("How workflows end", "Sum", [
      { ...ofExecutions("ExecutionsSucceeded"), id: "all", hidden: true },
      { expression: "all - FILL(undone, 0)", label: "Succeeded" },
      { ...ofStack("Compensated"), id: "undone" },
      {
        ...ofExecutions("ExecutionsFailed"),
        label: compensationFailed ? "Failed, or partly compensated" : "Failed",
      },
    ]),
  ];
}

function queueWidgets(queues: readonly Fed[]): Widget[] {
  const names = (consumed: boolean) =>
    queues.filter((queue) => queue.consumed === consumed).map(({ name }) => name);
  const ofQueues = (title: string, metric: string, which: readonly string[]) =>
    which.length === 0
      ? []
      : [
          widget(
            title,
            "Maximum",
            which.map((name) => ofQueue(name, metric)),
          ),
        ];
  return [
    ...ofQueues("Messages that wait", "ApproximateNumberOfMessagesVisible", names(true)),
    ...ofQueues("Age of the oldest message", "ApproximateAgeOfOldestMessage", names(true)),
    ...ofQueues("Dead letters", "ApproximateNumberOfMessagesVisible", names(false)),
  ];
}

function functionWidgets(functions: readonly Named[]): Widget[] {
  const ofFunctions = (title: string, statistic: string, metric: string) =>
    widget(
      title,
      statistic,
      functions.map(({ name }) => ofFunction(name, metric)),
    );
  return [
    ofFunctions("Errors", "Sum", "Errors"),
    ofFunctions("Throttles", "Sum", "Throttles"),
    ofFunctions("Time a function takes", "p95", "Duration"),
  ];
}
