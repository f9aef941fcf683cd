import { describe, expect, test } from "vitest";
import { queueFunctions } from "../../src/plan/queue-functions.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import type { WorkflowDocument } from "../../src/workflow/schema.ts";
import { checked } from "./checked.ts";

const functionsOf = (steps: WorkflowDocument["steps"]) => queueFunctions(checked(steps));

function functionOf(name: string, steps: WorkflowDocument["steps"]) {
  return functionsOf(steps).steps.find(({ task }) => task.name === name);
}

describe("the order example", () => {
  const { steps, routers } = queueFunctions({ ...orderProcessing, transport: "queue" });

  test("has a function for each step and compensation, and a router where a failure leads on", () => {
    expect(steps.map(({ task }) => task.name)).toEqual([
      "create-order",
      "cancel-order",
      "process-payment",
      "refund-payment",
      "create-invoice",
    ]);
    expect(routers.map(({ task }) => task.name)).toEqual(["process-payment", "create-invoice"]);
  });

  test("sends the payment to the invoice, or by way of the failure queue to the compensations", () => {
    expect(steps[2]).toEqual({
      task: orderProcessing.steps[1],
      onSuccess: { next: [{ queue: "create-invoice" }], endsAs: "succeeded" },
      namedErrors: ["PaymentDeclined"],
      onFailure: { otherwise: { routedBy: "process-payment-failure" } },
      redriveTo: "process-payment-failure",
      sendsTo: ["process-payment", "create-invoice", "process-payment-failure"],
    });
    expect(routers[0]).toEqual({
      task: orderProcessing.steps[1],
      receivedBefore: 4,
      onSuccess: { next: [{ queue: "create-invoice" }], endsAs: "succeeded" },
      otherwise: {
        next: [{ queue: "refund-payment" }, { queue: "cancel-order" }],
        endsAs: "compensated",
      },
      sendsTo: ["refund-payment", "cancel-order", "create-invoice"],
    });
  });

  test("leaves a compensation that fails in its dead-letter queue", () => {
    expect(steps[3]).toMatchObject({
      onSuccess: { next: [{ queue: "cancel-order" }], endsAs: "compensated" },
      onFailure: { otherwise: { waitsIn: "refund-payment-dlq" } },
      redriveTo: "refund-payment-dlq",
    });
    expect(steps[1]?.onSuccess).toEqual({ next: [], endsAs: "compensated" });
  });
});

test("the last step ends the workflow", () => {
  expect(functionOf("b", [{ name: "a" }, { name: "b" }])?.onSuccess).toEqual({
    next: [],
    endsAs: "succeeded",
  });
});

test("a step whose every failure stops the workflow needs no router", () => {
  const { steps, routers } = functionsOf([
    { name: "a", catch: [{ errors: ["A"], onFailure: "fail" }] },
  ]);
  expect(routers).toEqual([]);
  expect(steps[0]).toMatchObject({
    namedErrors: ["A"],
    onFailure: { otherwise: { waitsIn: "a-dlq" } },
    redriveTo: "a-dlq",
  });
});

describe("a step that crashes on its last try", () => {
  test("takes the way of its onFailure, whatever it catches", () => {
    const step = functionOf("a", [
      { name: "a", catch: [{ errors: ["A"], onFailure: "fail" }], onFailure: "continue" },
    ]);
    expect(step).toMatchObject({
      onFailure: { byError: { A: { waitsIn: "a-dlq" } }, otherwise: { routedBy: "a-failure" } },
      redriveTo: "a-failure",
    });
  });

  test("waits in the dead-letter queue where only named errors lead on", () => {
    const { steps, routers } = functionsOf([
      { name: "a", catch: [{ errors: ["A"], onFailure: "continue" }] },
    ]);
    expect(steps[0]).toMatchObject({
      onFailure: { byError: { A: { routedBy: "a-failure" } }, otherwise: { waitsIn: "a-dlq" } },
      redriveTo: "a-dlq",
    });
    expect(routers).toMatchObject([
      { receivedBefore: 4, byError: { A: { next: [], endsAs: "succeeded" } }, sendsTo: [] },
    ]);
    expect(routers[0]).not.toHaveProperty("otherwise");
  });
});

describe("a fallback", () => {
  const { steps, routers } = functionsOf([
    {
      name: "a",
      onFailure: "fallback",
      fallback: { name: "f", onFailure: "compensate", compensation: "undo-f" },
    },
    { name: "b", onFailure: "compensate", compensation: "undo-b" },
  ]);
  const router = (step: string) => routers.find(({ task }) => task.name === step);

  test("is fed by the failures of its step and goes on to the next", () => {
    expect(router("a")?.otherwise).toEqual({ next: [{ queue: "f" }], endsAs: "succeeded" });
    expect(steps.find(({ task }) => task.name === "f")?.onSuccess.next).toEqual([{ queue: "b" }]);
  });

  test("that failed is undone; by later steps, only where it was tried", () => {
    expect(router("f")?.otherwise?.next).toEqual([{ queue: "undo-f" }]);
    expect(router("b")?.otherwise?.next).toEqual([
      { queue: "undo-b" },
      { queue: "undo-f", ifTried: "f" },
    ]);
    expect(steps.find(({ task }) => task.name === "undo-b")?.onSuccess).toEqual({
      next: [{ queue: "undo-f", ifTried: "f" }],
      endsAs: "compensated",
    });
  });
});

test("a step that is safe to repeat is never put back into its own queue", () => {
  const sendsTo = (idempotency?: "natural") =>
    functionOf("a", [{ name: "a", ...(idempotency && { idempotency }) }])?.sendsTo;
  expect(sendsTo("natural")).toEqual(["a-dlq"]);
  expect(sendsTo()).toEqual(["a", "a-dlq"]);
});
