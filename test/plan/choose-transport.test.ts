import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseTransport } from "../../src/transports/choose-transport.ts";
import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import { checkWorkflow } from "../../src/workflow/text/parse.ts";
import { workflowArbitrary } from "../workflow/arbitrary/arbitrary.ts";

function choiceFor(...steps: WorkflowDocument["steps"]) {
  const { workflow, problems } = checkWorkflow({ name: "w", steps });
  if (!workflow) throw new Error(JSON.stringify(problems));
  return chooseTransport(workflow);
}

describe("a state machine is chosen", () => {
  test("where a failure undoes steps", () => {
    expect(chooseTransport(orderProcessing)).toEqual({
      transport: "state-machine",
      reason: expect.stringMatching(/^A failure of "process-payment" undoes/),
    });
  });

  test.each<[string, WorkflowDocument["steps"][number]]>([
    [
      "an error by name",
      { name: "a", compensation: "b", catch: [{ errors: ["E"], onFailure: "compensate" }] },
    ],
    [
      "a fallback",
      {
        name: "a",
        onFailure: "fallback",
        fallback: { name: "b", onFailure: "compensate", compensation: "c" },
      },
    ],
  ])("where %s undoes steps", (_, step) => {
    expect(choiceFor(step)).toMatchObject({ transport: "state-machine" });
  });

  test("where a queue's limits are too tight, and the limit is named", () => {
    expect(choiceFor({ name: "a", concurrency: 1 })).toEqual({
      transport: "state-machine",
      reason: expect.stringMatching(/concurrency of at least 2/),
    });
  });
});

describe("a queue is chosen", () => {
  test("where order is kept, whatever is undone", () => {
    const queue = { fifo: true, groupBy: "input.customerId" } as const;
    expect(chooseTransport({ ...orderProcessing, queue })).toEqual({
      transport: "queue",
      reason: expect.stringMatching(/keep the order for each input\.customerId/),
    });
  });

  test("for steps in a straight line, with the advice that one function may do", () => {
    expect(choiceFor({ name: "a" }, { name: "b" })).toEqual({
      transport: "queue",
      reason: expect.stringMatching(/none undoes another/),
      simpler: {
        design: "one-function",
        reason: expect.stringMatching(/one function .* may be the better choice/),
      },
    });
    expect(choiceFor({ name: "a" }).simpler?.reason).toMatch(/^A single step/);
  });

  test.each<[string, WorkflowDocument["steps"]]>([
    [
      "long",
      [
        { name: "a", timeout: "5m" },
        { name: "b", timeout: "4m" },
      ],
    ],
    ["failing in different ways", [{ name: "a" }, { name: "b", onFailure: "continue" }]],
    ["retried in different ways", [{ name: "a" }, { name: "b", retry: { maxAttempts: 9 } }]],
    ["limited", [{ name: "a", concurrency: 5 }, { name: "b" }]],
  ])("without that advice for steps that are %s", (_, steps) => {
    const choice = choiceFor(...steps);
    expect(choice.transport).toBe("queue");
    expect(choice).not.toHaveProperty("simpler");
  });
});

describe("what steps are expected to take", () => {
  const known = (duration: string) => ({ duration, memory: 256 });

  test("gives the recommendation its numbers", () => {
    const { reason, simpler } = choiceFor(
      { name: "a", expected: known("100ms") },
      { name: "b", expected: known("100ms") },
    );
    expect(reason).toMatch(
      /cost the least \(\d+\.\d\d USD per million runs, a state machine \d+\.\d\d\)/,
    );
    expect(simpler?.reason).toMatch(/may be the better choice, for 0\.87 USD per million runs\.$/);
    const lacking = choiceFor({ name: "a", expected: known("100ms") }, { name: "b" });
    expect(lacking.reason + lacking.simpler?.reason).not.toMatch(/USD/);
  });

  test("decides against queues that would mostly be polled in vain", () => {
    const { workflow } = checkWorkflow({
      name: "w",
      expected: { rate: "1/d" },
      steps: [
        { name: "a", expected: known("1s") },
        { name: "b", expected: known("1s") },
      ],
    });
    expect(workflow && chooseTransport(workflow)).toMatchObject({
      transport: "state-machine",
      reason: expect.stringMatching(/At this rate, most .* state machine costs .* queues/),
    });
  });

  test("counts instead of what they may take at most", () => {
    const long = { timeout: "5m", expected: known("1s") };
    expect(choiceFor({ name: "a", ...long }, { name: "b", ...long })).toHaveProperty("simpler");
  });
});

test("what is chosen is always possible", () => {
  fc.assert(
    fc.property(workflowArbitrary, (workflow) => {
      const { reason, transport, simpler } = chooseTransport(workflow);
      expect(reason).toMatch(/\.$/);
      expect(simpler?.reason ?? ".").toMatch(/\.$/);
      const compensates = JSON.stringify(workflow).includes('"onFailure":"compensate"');
      if (compensates && !workflow.queue) expect(transport).toBe("state-machine");
      if (workflow.queue) expect(transport).toBe("queue");
    }),
  );
});
