import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleTests } from "../../src/plan/rule-tests.ts";
import { type Failures, trace } from "../../src/plan/trace.ts";
import { tasksOf } from "../../src/workflow/names.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import type { Transport } from "../../src/workflow/workflow.ts";
import { workflowArbitrary } from "../workflow/arbitrary.ts";
import { checked } from "./checked.ts";

const testsOf = (step: string, transport: Transport = "queue") => {
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
      concurrency: 10,
    });
    expect(tests.routes.map(({ title, tries }) => [title, tries])).toEqual([
      ["has everything undone when its retries are exhausted", 4],
      ["has everything undone when it crashes on every try", 4],
      ["has everything undone when it times out on every try", 4],
      ["has everything undone at once on a permanent error", 1],
      ["has everything undone at once on PaymentDeclined", 1],
    ]);
    expect(tests.routes[4]).toMatchObject({
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

  test("redrives what stopped, and a failed compensation only where a queue keeps it", () => {
    expect(testsOf("create-order").redrive).toMatchObject({
      faults: [{ step: "create-order", kind: "fail" }],
      status: "succeeded",
    });
    expect(testsOf("refund-payment").redrive?.status).toBe("compensated");
    expect(testsOf("refund-payment", "state-machine")).not.toHaveProperty("redrive");
  });
});

test("a route for PermanentError is the only one that such an error takes", () => {
  const [tests] = ruleTests(
    checked([{ name: "a", catch: [{ errors: ["PermanentError"], onFailure: "continue" }] }]),
  );
  expect(tests?.routes.map(({ title }) => title)).toEqual([
    "stops the workflow when its retries are exhausted",
    "stops the workflow when it crashes on every try",
    "stops the workflow when it times out on every try",
    "is passed over at once on a permanent error",
  ]);
});

test("the compensation of a fallback is reached by way of the fallback", () => {
  const tests = ruleTests(
    checked([
      {
        name: "a",
        catch: [{ errors: ["A"], onFailure: "fallback" }],
        fallback: { name: "f", compensation: "undo-f" },
      },
      { name: "b", onFailure: "compensate" },
    ]),
  ).find(({ step }) => step === "undo-f");
  expect(tests?.prelude).toEqual([
    { step: "a", kind: "fail", error: "A" },
    { step: "b", kind: "fail", error: "PermanentError" },
  ]);
});

describe("keys that workflows share", () => {
  const key = (name: string) => ({ key: `input.${name}`, window: "1h" });
  const tests = ruleTests(
    checked([
      { name: "a", idempotency: key("a"), compensation: "undo-a" },
      { name: "b", idempotency: key("b"), onFailure: "compensate" },
      { name: "c", claimCheck: true, catch: [{ errors: ["C"], onFailure: "compensate" }] },
    ]),
  );
  const testsOf = (name: string) => tests.find(({ step }) => step === name);

  test("are tested with two workflows; at once where none waits for an earlier key", () => {
    expect(testsOf("a")?.shared).toEqual({
      key: "input.a",
      windowSeconds: 3600,
      atOnce: true,
      outlasted: false,
    });
    expect(testsOf("b")?.shared).toMatchObject({ atOnce: false });
    expect(testsOf("c")?.shared).toBeUndefined();
    expect(testsOf("a")?.keyMissing).toMatchObject({ key: "input.a", status: "failed" });
  });

  test("are undone by way of a step that fails in every workflow", () => {
    expect(testsOf("undo-a")?.sharedUndo).toEqual({
      step: "a",
      prelude: [],
      failing: { step: "c", kind: "fail", error: "C" },
      outlasted: false,
    });
  });

  test("begin at once where the workflow goes on for longer than the window", () => {
    const withWait = (wait: string) =>
      ruleTests(
        checked(
          [
            { name: "a", idempotency: key("a"), compensation: "undo-a" },
            { name: "pause", wait },
            { name: "b", catch: [{ errors: ["B"], onFailure: "compensate" }] },
          ],
          "state-machine",
        ),
      );
    const outlasted = (wait: string) =>
      withWait(wait).flatMap(({ shared, sharedUndo }) =>
        [shared, sharedUndo].flatMap((one) => (one ? [one.outlasted] : [])),
      );
    expect(outlasted("59m")).toEqual([false, false]);
    expect(outlasted("1h")).toEqual([true, true]);
  });

  test("are not left out where a choice looks at them", () => {
    const [test] = ruleTests(
      checked([
        {
          name: "which",
          choice: [
            {
              when: { path: "input.a", equals: "x" },
              steps: [{ name: "a", idempotency: key("a") }],
            },
          ],
        },
      ]),
    );
    expect(test?.shared).toMatchObject({ key: "input.a" });
    expect(test).not.toHaveProperty("keyMissing");
  });

  test("a large result takes a route, or is passed on to what comes behind", () => {
    expect(testsOf("a")?.tooLarge).toMatchObject({ status: "failed" });
    expect(testsOf("b")?.tooLarge).toMatchObject({ status: "compensated" });
    expect(testsOf("c")).not.toHaveProperty("tooLarge");
    expect(testsOf("c")?.claimedBy).toEqual([]);
  });
});

const routed = fc
  .tuple(workflowArbitrary, fc.constantFrom<Transport[]>("queue", "state-machine"))
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
        for (const { failed } of routes) expect(failed).toContain(step);
      }
    }),
  );
});
