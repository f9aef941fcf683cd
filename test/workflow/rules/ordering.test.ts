import { describe, expect, test } from "vitest";
import { transportLimits } from "../../../src/workflow/rules/rules.ts";
import { checkWorkflow } from "../../../src/workflow/text/check.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";
import type { WaitStep } from "../../../src/workflow/workflow.ts";

const textWith = (queue: string, transport = "queue") =>
  `name: w\ntransport: ${transport}\nqueue: ${queue}\nsteps: [{ name: a }]\n`;

const problemsWith = (queue: string, transport?: string) =>
  parseWorkflow(textWith(queue, transport), "f").problems;

const ordered = "{ fifo: true, groupBy: input.customer.id }";

test("an order is part of the workflow, and is written as it is read", () => {
  const { workflow } = parseWorkflow(textWith(ordered), "f");
  expect(workflow?.queue).toEqual({ fifo: true, groupBy: "input.customer.id" });
  const text = workflow && writeWorkflow(workflow);
  expect(text).toContain(`queue: ${ordered}\n`);
  expect(parseWorkflow(text ?? "", "f").workflow).toEqual(workflow);
});

test("a state machine keeps no order", () => {
  expect(problemsWith(ordered, "state-machine")).toMatchObject([
    {
      code: "STATE_MACHINE_ORDER",
      suggestion: expect.stringMatching(/transport: queue/),
      line: 3,
      column: 1,
    },
  ]);
  const { problems } = parseWorkflow(textWith(ordered), "f", { transport: "state-machine" });
  expect(problems).toMatchObject([{ code: "STATE_MACHINE_ORDER" }]);
});

test("without a transport the limits of a queue hold, for no other keeps an order", () => {
  const queue = { fifo: true, groupBy: "input.x" };
  const { problems } = checkWorkflow({ name: "w", queue, steps: [{ name: "a", concurrency: 1 }] });
  expect(problems).toMatchObject([{ code: "QUEUE_CONCURRENCY" }]);
});

const wrong: readonly (readonly [queue: string, code: string, fix: RegExp])[] = [
  ["{ fifo: false, groupBy: input.x }", "INVALID_VALUE", /fifo: true, or remove queue/],
  ["{ fifo: yes please, groupBy: input.x }", "INVALID_VALUE", /fifo: true/],
  ["{ groupBy: input.x }", "MISSING_KEY", /fifo: true/],
  ["{ fifo: true }", "MISSING_KEY", /groupBy: input.customerId/],
  ["true", "WRONG_TYPE", /queue: \{ fifo: true, groupBy: input.customerId \}/],
  ["{ fifo: true, groupby: input.x }", "UNKNOWN_KEY", /"groupBy"/],
  ["{ fifo: true, groupBy: 5 }", "WRONG_TYPE", /groupBy: input.customerId/],
  ["{ fifo: true, groupBy: customerId }", "INVALID_GROUP", /"input.customerId"/],
  ["{ fifo: true, groupBy: $.input.customer-id }", "INVALID_GROUP", /"input.customerId"/],
  ["{ fifo: true, groupBy: results.a.b.c.d.e }", "INVALID_GROUP", /input.customerId/],
  ["{ fifo: true, groupBy: input.__proto__ }", "INVALID_GROUP", /input.customerId/],
  [`{ fifo: true, groupBy: input.${"x".repeat(55)} }`, "INVALID_GROUP", /shorter name/],
];

describe.each(wrong)("%s", (queue, code, fix) => {
  test("is refused at its place, with what would work", () => {
    const problems = problemsWith(queue);
    expect(problems).toMatchObject([{ code, suggestion: expect.stringMatching(fix), line: 3 }]);
  });
});

test("a wait is refused, for a FIFO queue holds no single message back", () => {
  const { workflow } = parseWorkflow(textWith(ordered), "f");
  if (!workflow) throw new Error("It is not valid.");
  const wait: WaitStep = { form: "wait", name: "cool-off", seconds: 60 };
  const withWait = { ...workflow, steps: [...workflow.steps, wait] };
  expect(transportLimits(withWait, "queue")).toMatchObject([
    { code: "QUEUE_ORDER_WAIT", at: ["steps", 1], message: expect.stringMatching(/"cool-off"/) },
  ]);
});

test("the name of a FIFO queue is as long as any other, with its ending", () => {
  const lengthsOf = (queue: string) => {
    const steps = `${queue}steps: [{ name: ${"b".repeat(40)} }]\n`;
    const text = `name: ${"a".repeat(31)}\ntransport: queue\n${steps}`;
    return parseWorkflow(text, "f").problems.map(({ message }) => message);
  };
  expect(lengthsOf("")).toEqual([]);
  expect(lengthsOf(`queue: ${ordered}\n`)).toEqual([
    expect.stringMatching(
      /names of its queues would have 81 characters, at most 80 are allowed.*"-dlq\.fifo"/,
    ),
  ]);
});
