import fc from "fast-check";
import { expect, test } from "vitest";
import { dashboardLines, type Watched } from "../../src/render/infrastructure/dashboard.ts";

interface Widget {
  title: string;
  expression: string;
}

function widgetsOf(watched: Partial<Watched>): Widget[] {
  const outcomes = { compensated: false, failed: true, compensationFailed: false };
  const none = { workflowName: "shop", queues: [], stateMachine: false, api: false, outcomes };
  const all = { ...none, ...watched };
  const { widgets } = JSON.parse(dashboardLines(all).join("\n")) as {
    widgets: { properties: { title: string; metrics: [{ expression: string }][] } }[];
  };
  return widgets.map(({ properties: { title, metrics } }) => ({
    title,
    expression: metrics[0]?.[0].expression ?? "",
  }));
}

/** The tokens of a name ("CloudWatch search expressions: Tokenization"), with what lies between. */
const tokens = (name: string) =>
  `-${name.replaceAll(/([a-z])(?=[A-Z0-9])|[^A-Za-z0-9]+/g, "$1-").replace(/-$/, "")}-`;

/** Whether CloudWatch finds a name: an unquoted term stands for tokens in a row. */
function finds({ expression }: Widget, name: string): boolean {
  const terms = [...expression.matchAll(/(NOT )?(?:Function|Queue)Name=([^\s']+)/g)];
  return terms.every(
    ([, not, term = ""]) => tokens(name).includes(tokens(term)) === (not === undefined),
  );
}

const inStack = (expression: string, stack: string) =>
  expression.replaceAll("${AWS::StackName}", stack).replaceAll("${Functions}", stack.slice(0, 24));

function titlesFor(name: string, watched: Partial<Watched>, stack: string): string[] {
  return widgetsOf(watched)
    .map((widget) => ({ ...widget, expression: inStack(widget.expression, stack) }))
    .filter((widget) => widget.expression !== "" && finds(widget, name))
    .map(({ title }) => title);
}

const queuesOf = (...steps: string[]) =>
  steps.flatMap((step) => [
    { name: step, consumed: true },
    { name: `${step}-dlq`, consumed: false },
  ]);

const IN_QUEUES = /^(?:Messages that wait|Age of the oldest message|Dead letters)$/;

test.each([
  ["pay", ["Messages that wait", "Age of the oldest message"]],
  ["pay.fifo", ["Messages that wait", "Age of the oldest message"]],
  ["pay-dlq", ["Dead letters"]],
  ["pay-dlq.fifo", ["Dead letters"]],
  ["added-later-dlq", ["Dead letters"]],
])("the queue %s is where it belongs", (queue, expected) => {
  const titles = titlesFor(`shop-${queue}`, { queues: queuesOf("pay") }, "shop");
  expect(titles.filter((title) => IN_QUEUES.test(title))).toEqual(expected);
});

test.each([
  ["shop", "read-dlq-2x"],
  ["dlq-reader", "pay"],
])("no queue is left out where %s has the step %s", (workflowName, step) => {
  const watched = { workflowName, queues: queuesOf(step) };
  const of = (queue: string) => titlesFor(`${workflowName}-${queue}`, watched, workflowName);
  expect(of(step)).toEqual(expect.arrayContaining(["Messages that wait"]));
  expect(of(`${step}-dlq`)).toEqual(expect.arrayContaining(["Dead letters"]));
});

test("other stacks are left out", () => {
  const watched = { queues: queuesOf("pay") };
  expect(titlesFor("reshop-pay", watched, "shop")).toEqual([]);
  expect(titlesFor("my-workshop-PayFunction-1A2B", watched, "shop")).toEqual([]);
});

const names = fc.stringMatching(/^[a-z][a-z0-9]{0,40}(-[a-z][a-z0-9]{0,12}){0,4}$/);

test("functions are found though CloudFormation keeps only the beginning of a long name", () => {
  fc.assert(
    fc.property(names, (workflowName) => {
      const name = `${workflowName.slice(0, 24)}-PayFunction-1A2B3C4D5E6F`;
      expect(titlesFor(name, { workflowName }, workflowName)).toEqual([
        "Errors",
        "Throttles",
        "Time a function takes",
      ]);
    }),
  );
});

test("what is searched for is a name or the stack's, and short enough for CloudWatch", () => {
  fc.assert(
    fc.property(names, (workflowName) => {
      for (const { expression } of widgetsOf({ workflowName, queues: queuesOf("pay") })) {
        if (expression === "") continue;
        const terms = inStack(expression, "stack");
        expect(terms).toMatch(
          /^SEARCH\('\{AWS\/\w+,\w+\} MetricName="\w+" \w+=[a-z0-9-]+(?: (?:NOT )?QueueName=dlq)?', '\w+', 60\)$/,
        );
        expect(expression.length).toBeLessThan(1024 - 128);
      }
    }),
  );
});

test("without queues there is nothing about them; what failed to start is a dead letter", () => {
  expect(widgetsOf({}).map(({ title }) => title)).toEqual([
    "How workflows end",
    "Errors",
    "Throttles",
    "Time a function takes",
  ]);
  const queues = [{ name: "start-dlq", consumed: false }];
  expect(widgetsOf({ queues }).map(({ title }) => title)).toContain("Dead letters");
});

const ends = (watched: Partial<Watched>) =>
  dashboardLines({
    ...{ workflowName: "shop", queues: [], stateMachine: false, api: false },
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
