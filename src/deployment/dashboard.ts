import type { Plan } from "../plan/plan.ts";
import type { Carried } from "../transports/transport.ts";
import { ofApi, ofFunction, ofQueue } from "./metrics.ts";
import type { Dashboard, LambdaFunction, Queue, Widget } from "./model.ts";
import { STACK } from "./references.ts";

type Named = Pick<LambdaFunction, "name">;
type Fed = Pick<Queue, "name" | "consumed">;

/** Returns the dashboard. An account has one list of dashboards for all its regions. */
export function dashboard(
  plan: Plan,
  carried: Pick<Carried, "widgets">,
  { functions, queues }: { readonly functions: readonly Named[]; readonly queues: readonly Fed[] },
): Dashboard {
  return {
    physicalName: `${STACK}-\${region}`,
    widgets: [
      ...(plan.workflow.trigger?.kind === "api"
        ? [widget("Requests", "Sum", ["Count", "4xx", "5xx"].map(ofApi))]
        : []),
      ...carried.widgets,
      ...queueWidgets(queues),
      ...functionWidgets(functions),
    ],
  };
}

function queueWidgets(queues: readonly Fed[]): Widget[] {
  const names = (consumed: boolean) =>
    queues.filter((queue) => queue.consumed === consumed).map(({ name }) => name);
  const ofQueues = (title: string, metric: string, which: readonly string[]) => {
    const metrics = which.map((name) => ofQueue(name, metric));
    return widget(title, "Maximum", metrics);
  };
  return [
    ofQueues("Messages that wait", "ApproximateNumberOfMessagesVisible", names(true)),
    ofQueues("Age of the oldest message", "ApproximateAgeOfOldestMessage", names(true)),
    ofQueues("Dead letters", "ApproximateNumberOfMessagesVisible", names(false)),
  ].filter(({ metrics }) => metrics.length > 0);
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

/** Returns a graph of metrics, over the width of the dashboard. */
export function widget(title: string, statistic: string, metrics: Widget["metrics"]): Widget {
  return { title, statistic, metrics };
}
