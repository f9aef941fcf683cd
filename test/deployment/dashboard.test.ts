import { expect, test } from "vitest";
import { deploymentOf } from "../../src/deployment/deployment.ts";
import { planProject } from "../../src/plan/plan.ts";
import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import type { TransportName, Trigger } from "../../src/workflow/workflow.ts";
import { checked } from "../plan/checked.ts";

/** The metrics of each widget, by its title. */
function widgetsOf(steps: WorkflowDocument["steps"], transport: TransportName, trigger?: Trigger) {
  const workflow = { ...checked(steps, transport), ...(trigger && { trigger }) };
  const { dashboard } = deploymentOf(planProject(workflow, { packageManager: "npm" }));
  return Object.fromEntries(dashboard.widgets.map(({ title, metrics }) => [title, metrics]));
}

const undone: WorkflowDocument["steps"] = [
  { name: "pay", compensation: "refund" },
  { name: "ship", onFailure: "compensate" },
];
const event: Trigger = { kind: "event", source: "shop", detailType: "OrderPlaced" };

test("each queue is where it belongs, by the name that it has in its own stack", () => {
  const named = (name: string) =>
    expect.objectContaining({ dimensions: { QueueName: `\${queue.${name}.name}` } });
  expect(widgetsOf([{ name: "pay" }], "queue")).toMatchObject({
    "Messages that wait": [named("pay")],
    "Age of the oldest message": [named("pay")],
    "Dead letters": [named("pay-dlq")],
  });
});

test("each function is shown by its own name, which no other stack has", () => {
  const widgets = widgetsOf([{ name: "pay" }, { name: "ship" }], "queue");
  const both = (name: string) =>
    ["pay", "ship"].map((entry) => ({
      namespace: "AWS/Lambda",
      name,
      dimensions: { FunctionName: `\${function.${entry}.name}` },
    }));
  expect(["Errors", "Throttles", "Time a function takes"].map((title) => widgets[title])).toEqual(
    ["Errors", "Throttles", "Duration"].map(both),
  );
});

test("without queues there is nothing about them; what failed to start is a dead letter", () => {
  const titles = Object.keys(widgetsOf([{ name: "pay" }], "state-machine"));
  expect(titles.filter((title) => /letter|message/i.test(title))).toEqual([]);
  const started = Object.keys(widgetsOf([{ name: "pay" }], "state-machine", event));
  expect(started).toContain("Dead letters");
  expect(started).not.toContain("Messages that wait");
});

test("all ends of workflows are shown, and only those that there may be", () => {
  const ends = (steps: WorkflowDocument["steps"]) =>
    widgetsOf(steps, "queue")["How workflows end"]?.map(
      (metric) => "name" in metric && metric.name,
    );
  expect(ends(undone)).toEqual(["Succeeded", "Compensated", "CompensationFailed", "Failed"]);
  expect(ends([{ name: "pay", onFailure: "continue" }])).toEqual(["Succeeded"]);
});

test("what succeeded in a state machine is what did and was not undone", () => {
  expect(widgetsOf(undone, "state-machine")["How workflows end"]).toContainEqual({
    expression: "all - FILL(undone, 0)",
    label: "Succeeded",
  });
  expect(widgetsOf([{ name: "pay" }], "state-machine")).not.toHaveProperty("How workflows end");
});
