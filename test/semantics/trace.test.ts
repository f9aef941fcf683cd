import { describe, expect, test } from "vitest";
import { routeFor } from "../../src/semantics/failure-routes.ts";
import type { Status } from "../../src/semantics/status.ts";
import { interpret, trace } from "../../src/semantics/trace.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import { taskSteps } from "../../src/workflow/steps/traversal.ts";
import { checked } from "../plan/checked.ts";

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

describe("steps inside of steps", () => {
  const nested = checked(
    [
      { name: "first", compensation: "undo-first" },
      {
        name: "either",
        choice: [
          {
            when: { path: "input.big", equals: true },
            steps: [{ name: "big", compensation: "undo-big" }],
          },
          { otherwise: [{ name: "small" }] },
        ],
      },
      {
        name: "both",
        parallel: [
          { steps: [{ name: "l1", compensation: "undo-l1" }, { name: "l2" }] },
          {
            steps: [
              { name: "r1", compensation: "undo-r1" },
              { name: "r2", catch: [{ errors: ["Mine"], onFailure: "compensate" }] },
              { name: "r3", compensation: "undo-r3" },
            ],
          },
        ],
        catch: [
          { errors: ["Minor"], onFailure: "continue" },
          { errors: ["Other"], onFailure: "fallback" },
          { errors: ["Fatal"], onFailure: "fail" },
        ],
        onFailure: "compensate",
        fallback: "instead",
        compensation: "undo-both",
      },
      {
        name: "each",
        map: {
          items: "input.list",
          steps: [{ name: "one", compensation: "undo-one" }, { name: "two" }],
        },
        onFailure: "compensate",
      },
      { name: "last", onFailure: "compensate" },
    ],
    "state-machine",
  );

  const fixture = (input: object, failingOnce: string[] = []) => ({
    input,
    answers: {},
    failingOnce,
  });

  test.each<Row>([
    [{}, "succeeded", "first small l1 l2 r1 r2 r3 one two last", ""],
    [
      { l2: E },
      "compensated",
      "first small l1 r1 r2 r3 undo-both undo-r3 undo-r1 undo-l1 undo-first",
      "l2",
    ],
    [{ r1: E }, "compensated", "first small l1 l2 undo-both undo-r1 undo-l1 undo-first", "r1"],
    [{ r2: "Minor" }, "succeeded", "first small l1 l2 r1 one two last", "r2"],
    [{ r2: "Other" }, "succeeded", "first small l1 l2 r1 instead one two last", "r2"],
    [
      { r2: "Mine" },
      "compensated",
      "first small l1 l2 r1 undo-both undo-r1 undo-l1 undo-first",
      "r2",
    ],
    [{ r2: "Fatal" }, "failed", "first small l1 l2 r1", "r2"],
    [{ l2: "Minor", r2: E }, "succeeded", "first small l1 r1 one two last", "l2 r2"],
    [
      { l2: "Minor", r2: "Mine" },
      "compensated",
      "first small l1 r1 undo-both undo-r1 undo-l1 undo-first",
      "l2 r2",
    ],
    [
      { last: E },
      "compensated",
      "first small l1 l2 r1 r2 r3 one two undo-one undo-both undo-r3 undo-r1 undo-l1 undo-first",
      "last",
    ],
  ])("where %j fail: %s", (failures, status, succeeded, failed) => {
    const given = fixture({ list: [0] });
    expect(trace(nested, new Map(Object.entries(failures)), given)).toEqual({
      status,
      succeeded: words(succeeded),
      failed: words(failed),
    });
  });

  test("after a choice only what ran is undone", () => {
    const failures = new Map([["last", undefined]]);
    const undone = (input: object) =>
      trace(nested, failures, fixture({ list: [], ...input })).succeeded.filter((name) =>
        name.startsWith("undo-big"),
      );
    expect(undone({ big: true })).toEqual(["undo-big"]);
    expect(undone({ big: false })).toEqual([]);
  });

  test("a failing item has the items undone that were tried", () => {
    const failures = new Map([["two", "PermanentError"]]);
    const { status, succeeded } = trace(nested, failures, fixture({ list: [0, 1] }, ["two"]));
    expect(status).toBe("compensated");
    expect(succeeded.filter((name) => /one|two/.test(name))).toEqual(
      words("one one two undo-one undo-one"),
    );
  });

  test("what is no list fails the workflow", () => {
    expect(trace(nested, new Map(), fixture({ list: 3 })).status).toBe("failed");
  });

  test("waits pass, in branches at the same time", () => {
    const slow = checked(
      [
        {
          name: "p",
          parallel: [
            { steps: [{ name: "w1", wait: "10s" }, { name: "a" }] },
            { steps: [{ name: "w2", wait: "1m" }, { name: "b" }] },
          ],
        },
        { name: "c" },
      ],
      "state-machine",
    );
    expect(interpret(slow, new Map(), fixture({})).times).toEqual([10, 60, 60]);
  });
});
