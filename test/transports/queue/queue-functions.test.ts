import { describe, expect, test } from "vitest";
import { queueFunctions } from "../../../src/transports/queue/queue-functions.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import { orderProcessing } from "../../../src/workflow/order-processing.ts";
import { checked } from "../../plan/checked.ts";

const functionsOf = (steps: WorkflowDocument["steps"]) => queueFunctions(checked(steps));

function functionOf(name: string, steps: WorkflowDocument["steps"]) {
  return functionsOf(steps).steps.find(({ task }) => task.name === name);
}

describe("the order example", () => {
  const { steps } = queueFunctions({ ...orderProcessing, transport: "queue" });

  test("has a function for each step and compensation", () => {
    expect(steps.map(({ task }) => task.name)).toEqual([
      "create-order",
      "cancel-order",
      "process-payment",
      "refund-payment",
      "create-invoice",
    ]);
  });

  test("sends the payment to the invoice, or a failure to the compensations", () => {
    expect(steps[2]).toEqual({
      task: orderProcessing.steps[1],
      onSuccess: { next: [{ queue: "create-invoice" }], outcome: "succeeded" },
      namedErrors: ["PaymentDeclined"],
      onFailure: {
        otherwise: {
          next: [{ queue: "refund-payment" }],
          outcome: "compensated",
        },
      },
      sendsTo: ["process-payment", "create-invoice", "refund-payment"],
    });
  });

  test("leaves a compensation that fails in its dead-letter queue", () => {
    expect(steps[3]).toMatchObject({
      onSuccess: { next: [{ queue: "cancel-order" }], outcome: "compensated" },
      onFailure: { otherwise: { waitsIn: "refund-payment-dlq" } },
    });
    expect(steps[1]?.onSuccess).toEqual({ next: [], outcome: "compensated" });
  });
});

test("the last step ends the workflow", () => {
  expect(functionOf("b", [{ name: "a" }, { name: "b" }])?.onSuccess).toEqual({
    next: [],
    outcome: "succeeded",
  });
});

describe("a failure", () => {
  test("that stops the workflow waits in the dead-letter queue, whatever it is called", () => {
    const step = functionOf("a", [{ name: "a", catch: [{ errors: ["A"], onFailure: "fail" }] }]);
    expect(step).toMatchObject({
      namedErrors: ["A"],
      onFailure: { otherwise: { waitsIn: "a-dlq" } },
    });
    expect(step?.onFailure).not.toHaveProperty("byError");
  });

  test("takes the way of its name, and any other that of the step", () => {
    const on = { next: [], outcome: "succeeded" };
    const named = [{ errors: ["A"], onFailure: "fail" as const }];
    expect(
      functionOf("a", [{ name: "a", catch: named, onFailure: "continue" }])?.onFailure,
    ).toEqual({
      byError: { A: { waitsIn: "a-dlq" } },
      otherwise: on,
    });
    const others = [{ errors: ["A"], onFailure: "continue" as const }];
    expect(functionOf("a", [{ name: "a", catch: others }])?.onFailure).toEqual({
      byError: { A: on },
      otherwise: { waitsIn: "a-dlq" },
    });
  });
});

describe("a fallback", () => {
  const { steps } = functionsOf([
    {
      name: "a",
      onFailure: "fallback",
      fallback: { name: "f", onFailure: "compensate", compensation: "undo-f" },
    },
    { name: "b", onFailure: "compensate", compensation: "undo-b" },
  ]);
  const otherwise = (name: string) =>
    steps.find(({ task }) => task.name === name)?.onFailure.otherwise;

  test("is fed by the failures of its step and goes on to the next", () => {
    expect(otherwise("a")).toEqual({ next: [{ queue: "f" }], outcome: "succeeded" });
    expect(steps.find(({ task }) => task.name === "f")?.onSuccess.next).toEqual([{ queue: "b" }]);
  });

  test("that failed is undone; by later steps, only where it was tried", () => {
    expect(otherwise("f")).toMatchObject({ next: [{ queue: "undo-f" }] });
    expect(otherwise("b")).toMatchObject({ next: [{ queue: "undo-b" }] });
    expect(steps.find(({ task }) => task.name === "undo-b")?.onSuccess).toEqual({
      next: [{ queue: "undo-f", ifTried: "f" }],
      outcome: "compensated",
    });
  });
});
