import { widget } from "../../../deployment/dashboard.ts";
import { ofExecutions, ofStack } from "../../../deployment/metrics.ts";
import type { Widget } from "../../../deployment/model.ts";
import type { Outcomes } from "../../../semantics/outcomes.ts";

/** Graphs of how many executions there are, and how long they take. */
export const executions: Widget[] = [
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

/** Returns how executions end, where Step Functions alone does not tell what was undone from what was not. */
export function endsOfExecutions({ compensated, compensationFailed }: Outcomes): Widget[] {
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
