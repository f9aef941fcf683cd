import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleTests } from "../../../src/scenarios/tests/rule-tests.ts";
import { type Failures, trace } from "../../../src/semantics/trace.ts";
import { tasksOf } from "../../../src/workflow/names.ts";
import { orderProcessing } from "../../../src/workflow/order-processing.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { workflowArbitrary } from "../../workflow/arbitrary/arbitrary.ts";

const testsOf = (step: string, transport: TransportName = "queue") => {
  const tests = ruleTests({ ...orderProcessing, transport }).find((one) => one.step === step);
  if (!tests) throw new Error(`There are no tests of ${step}.`);
  return tests;
};

describe("the order example", () => {
  test("has tests of every step and compensation", () => {
    expect(ruleTests({ ...orderProcessing, transport: "queue" }).map(({ step }) => step)).toEqual([
      "create-order",
      "cancel-order",
      "process-payment",
      "refund-payment",
      "create-invoice",
    ]);
  });

  test("tries the payment as often as its rules say, and each of its routes", () => {
    const tests = testsOf("process-payment");
    expect(tests).toMatchObject({
      prelude: [],
      statusAfterSuccess: "succeeded",
      maxAttempts: 3,
      delays: [2, 4, 8],
      shortestDelays: [0, 0, 0],
      timeoutSeconds: 30,
      visibilityTimeoutSeconds: 180,
    });
    expect(tests.routes.map(({ title, tries }) => [title, tries])).toEqual([
      ["has everything undone when its retries are exhausted", 4],
      ["has everything undone at once on a permanent error", 1],
      ["has everything undone at once on PaymentDeclined", 1],
    ]);
    expect(tests.routes[2]).toMatchObject({
      faults: [{ step: "process-payment", kind: "fail", error: "PaymentDeclined" }],
      status: "compensated",
      succeeded: ["create-order", "refund-payment", "cancel-order"],
      failed: ["process-payment"],
    });
    expect(tests).not.toHaveProperty("redrive");
  });

  test("reaches a compensation by way of a failure", () => {
    const tests = testsOf("refund-payment");
    expect(tests.prelude).toEqual([
      { step: "process-payment", kind: "fail", error: "PaymentDeclined" },
    ]);
    expect(tests.statusAfterSuccess).toBe("compensated");
    expect(tests.routes[0]).toMatchObject({
      status: "compensation-failed",
      failed: ["process-payment", "refund-payment"],
      deadLetterOf: "refund-payment",
    });
  });

  test("redrives what stopped, and a failed compensation", () => {
    expect(testsOf("create-order").redrive).toMatchObject({
      faults: [{ step: "create-order", kind: "fail" }],
      status: "succeeded",
    });
    expect(testsOf("refund-payment").redrive?.status).toBe("compensated");
    expect(testsOf("refund-payment", "state-machine").routes.at(-1)).toMatchObject({
      title: "goes on with what is left to undo when it is redriven",
      redriven: true,
      faults: [
        { step: "process-payment", kind: "fail", error: "PaymentDeclined" },
        { step: "refund-payment", kind: "fail" },
      ],
      status: "compensated",
      succeeded: ["create-order", "refund-payment", "cancel-order"],
    });
  });
});

const routed = fc
  .tuple(workflowArbitrary, fc.constantFrom<TransportName[]>("queue", "state-machine"))
  .map(([workflow, transport]) => ({ ...workflow, transport }));

test("every task is tested, and what must fail first makes it run", () => {
  fc.assert(
    fc.property(routed, (workflow) => {
      const tests = ruleTests(workflow);
      const names = (tasks: readonly { readonly name: string }[]) => tasks.map(({ name }) => name);
      expect(tests.map(({ step }) => step).toSorted()).toEqual(names(tasksOf(workflow)).toSorted());
      for (const { step, prelude, statusAfterSuccess, routes } of tests) {
        const failures: Failures = new Map(prelude.map((fault) => [fault.step, fault.error]));
        expect(failures.size).toBe(prelude.length);
        const { succeeded, status } = trace(workflow, failures);
        expect(succeeded).toContain(step);
        expect(status).toBe(statusAfterSuccess);
        expect(new Set(routes.map(({ title }) => title)).size).toBe(routes.length);
        for (const { failed, redriven, succeeded } of routes) {
          expect(redriven ? succeeded : failed).toContain(step);
        }
      }
    }),
  );
});
