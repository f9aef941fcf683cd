import { describe, expect, test } from "vitest";
import { routeFor, type Status, trace } from "../../src/plan/trace.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import { taskSteps } from "../../src/workflow/traversal.ts";
import { checked } from "./checked.ts";

const E = undefined;

/** What fails and with which error, the status, what succeeds, what fails. */
type Row = readonly [
  failures: Readonly<Record<string, string | undefined>>,
  status: Status,
  succeeded: string,
  failed: string,
];

const words = (text: string) => text.split(" ").filter((word) => word !== "");

describe("the order example", () => {
  test.each<Row>([
    [{}, "succeeded", "create-order process-payment create-invoice", ""],
    [{ "create-order": E }, "failed", "", "create-order"],
    [
      { "process-payment": "PaymentDeclined" },
      "compensated",
      "create-order refund-payment cancel-order",
      "process-payment",
    ],
    [
      { "create-invoice": E },
      "compensated",
      "create-order process-payment refund-payment cancel-order",
      "create-invoice",
    ],
    [
      { "create-invoice": E, "refund-payment": E },
      "compensation-failed",
      "create-order process-payment",
      "create-invoice refund-payment",
    ],
    [
      { "create-invoice": E, "cancel-order": E },
      "compensation-failed",
      "create-order process-payment refund-payment",
      "create-invoice cancel-order",
    ],
    [{ "refund-payment": E }, "succeeded", "create-order process-payment create-invoice", ""],
  ])("where %j fail: %s", (failures, status, succeeded, failed) => {
    expect(trace(orderProcessing, new Map(Object.entries(failures)))).toEqual({
      status,
      succeeded: words(succeeded),
      failed: words(failed),
    });
  });
});

describe("continue and fallback", () => {
  const workflow = checked([
    { name: "a", onFailure: "continue", compensation: "undo-a" },
    {
      name: "b",
      catch: [
        { errors: ["Gone"], onFailure: "continue" },
        { errors: ["Refused", "Expired"], onFailure: "fail" },
      ],
      onFailure: "fallback",
      fallback: {
        name: "f",
        onFailure: "continue",
        catch: [{ errors: ["Refused"], onFailure: "compensate" }],
        compensation: "undo-f",
      },
    },
    { name: "c", onFailure: "compensate" },
  ]);

  test.each<Row>([
    [{ a: E }, "succeeded", "b c", "a"],
    [{ b: E }, "succeeded", "a f c", "b"],
    [{ b: "Gone" }, "succeeded", "a c", "b"],
    [{ b: "Refused" }, "failed", "a", "b"],
    [{ b: "Expired" }, "failed", "a", "b"],
    [{ b: "Unknown" }, "succeeded", "a f c", "b"],
    [{ b: E, f: E }, "succeeded", "a c", "b f"],
    [{ b: E, f: "Refused" }, "compensated", "a undo-f undo-a", "b f"],
    [{ c: E }, "compensated", "a b undo-a", "c"],
    [{ b: E, c: E }, "compensated", "a f undo-f undo-a", "b c"],
    [{ b: E, f: E, c: E }, "compensated", "a undo-f undo-a", "b f c"],
    [{ b: "Gone", c: E }, "compensated", "a undo-a", "b c"],
    [{ a: E, c: E }, "compensated", "b undo-a", "a c"],
    [{ f: E }, "succeeded", "a b c", ""],
  ])("where %j fail: %s", (failures, status, succeeded, failed) => {
    expect(trace(workflow, new Map(Object.entries(failures)))).toEqual({
      status,
      succeeded: words(succeeded),
      failed: words(failed),
    });
  });
});

test("the first rule that names an error decides, else the step", () => {
  const [step] = taskSteps(
    checked([
      {
        name: "a",
        catch: [
          { errors: ["A", "B"], onFailure: "continue" },
          { errors: ["PermanentError"], onFailure: "fail" },
        ],
        onFailure: "compensate",
        compensation: "undo-a",
      },
    ]),
  );
  if (!step) throw new Error("There is no step.");
  expect(
    ["A", "B", "PermanentError", "C", undefined].map((error) => routeFor(step, error)),
  ).toEqual(["continue", "continue", "fail", "compensate", "compensate"]);
});
