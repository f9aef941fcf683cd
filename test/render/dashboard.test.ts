import { expect, test } from "vitest";
import { dashboardLines, type Watched } from "../../src/render/infrastructure/dashboard.ts";

type Metric = readonly unknown[];

/** The metrics of each widget, by its title. */
function metricsOf(watched: Partial<Watched>): Record<string, Metric[]> {
  const outcomes = { compensated: false, failed: true, compensationFailed: false };
  const none = { functions: [], queues: [], stateMachine: false, api: false, outcomes };
  const { widgets } = JSON.parse(dashboardLines({ ...none, ...watched }).join("\n")) as {
    widgets: { properties: { title: string; metrics: Metric[] } }[];
  };
  return Object.fromEntries(widgets.map(({ properties: { title, metrics } }) => [title, metrics]));
}

const queues = [
  { logicalId: "PayQueue", consumed: true },
  { logicalId: "PayDeadLetterQueue", consumed: false },
];

test("each queue is where it belongs, by the name that it has in its own stack", () => {
  expect(metricsOf({ queues })).toMatchObject({
    "Messages that wait": [["AWS/SQS", expect.any(String), "QueueName", "${PayQueue.QueueName}"]],
    "Age of the oldest message": [
      ["AWS/SQS", expect.any(String), "QueueName", "${PayQueue.QueueName}"],
    ],
    "Dead letters": [
      ["AWS/SQS", expect.any(String), "QueueName", "${PayDeadLetterQueue.QueueName}"],
    ],
  });
});

test("each function is shown by its own name, which no other stack has", () => {
  const both = ["Errors", "Throttles", "Duration"].map((metric) =>
    ["PayFunction", "ShipFunction"].map((id) => [
      "AWS/Lambda",
      metric,
      "FunctionName",
      `\${${id}}`,
    ]),
  );
  const metrics = metricsOf({ functions: ["PayFunction", "ShipFunction"] });
  expect(["Errors", "Throttles", "Time a function takes"].map((title) => metrics[title])).toEqual(
    both,
  );
});

test("without queues there is nothing about them; what failed to start is a dead letter", () => {
  expect(Object.keys(metricsOf({}))).toEqual([
    "How workflows end",
    "Errors",
    "Throttles",
    "Time a function takes",
  ]);
  const start = { logicalId: "StartDeadLetterQueue", consumed: false };
  const titles = Object.keys(metricsOf({ queues: [start] }));
  expect(titles).toContain("Dead letters");
  expect(titles).not.toContain("Messages that wait");
});

const ends = (watched: Partial<Watched>) =>
  dashboardLines({
    ...{ functions: [], queues: [], stateMachine: false, api: false },
    ...{ outcomes: { compensated: true, failed: true, compensationFailed: true } },
    ...watched,
  }).join("\n");

test("all ends of workflows are shown, and only those that there may be", () => {
  for (const end of ["Succeeded", "Compensated", "Failed", "CompensationFailed"]) {
    expect(ends({})).toContain(`["\${AWS::StackName}", "${end}"]`);
  }
  const outcomes = { compensated: false, failed: false, compensationFailed: false };
  expect(ends({ outcomes })).not.toMatch(/"(?:Compensated|Failed|CompensationFailed)"/);
});

test("what succeeded in a state machine is what did and was not undone", () => {
  expect(ends({ stateMachine: true })).toContain(
    '[{ "expression": "all - FILL(undone, 0)", "label": "Succeeded" }]',
  );
  const outcomes = { compensated: false, failed: true, compensationFailed: false };
  expect(ends({ stateMachine: true, outcomes })).not.toContain("How workflows end");
});
