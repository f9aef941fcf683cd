import { describe, expect, test } from "vitest";
import {
  compensationsAfter,
  compensationsFrom,
  forwardTasks,
} from "../../src/semantics/compensation-order.ts";
import { checked } from "../plan/checked.ts";

/** Two steps that can be undone around one whose fallback can be undone as well. */
const workflow = checked([
  { name: "a", compensation: "undo-a" },
  {
    name: "b",
    onFailure: "fallback",
    compensation: "undo-b",
    fallback: { name: "f", onFailure: "compensate", compensation: "undo-f" },
  },
  { name: "c", onFailure: "compensate" },
  { name: "d", onFailure: "compensate", compensation: "undo-d" },
]);

function undoneWhenFails(name: string) {
  const failing = forwardTasks(workflow).find((task) => task.name === name);
  if (!failing) throw new Error(`There is no ${name}.`);
  return compensationsFrom(workflow, failing);
}

test("steps are tried in order, each before its fallback", () => {
  expect(forwardTasks(workflow).map(({ name }) => name)).toEqual(["a", "b", "f", "c", "d"]);
});

describe("when a step fails", () => {
  test("it is undone itself, then all before it, newest first", () => {
    expect(undoneWhenFails("b")).toEqual([{ compensation: "undo-b" }, { compensation: "undo-a" }]);
  });

  test("a fallback before it is undone only where it was tried", () => {
    expect(undoneWhenFails("d")).toEqual([
      { compensation: "undo-d" },
      { compensation: "undo-f", ifTried: "f" },
      { compensation: "undo-b" },
      { compensation: "undo-a" },
    ]);
  });

  test("what it cannot undo itself it leaves to those before it", () => {
    expect(undoneWhenFails("c")[0]).toEqual({ compensation: "undo-f", ifTried: "f" });
  });

  test("nothing behind it is undone", () => {
    expect(undoneWhenFails("a")).toEqual([{ compensation: "undo-a" }]);
  });

  test("a fallback that fails was tried, and so was its step", () => {
    expect(undoneWhenFails("f")).toEqual([
      { compensation: "undo-f" },
      { compensation: "undo-b" },
      { compensation: "undo-a" },
    ]);
  });
});

test.each([
  [
    "undo-d",
    [
      { compensation: "undo-f", ifTried: "f" },
      { compensation: "undo-b" },
      { compensation: "undo-a" },
    ],
  ],
  ["undo-f", [{ compensation: "undo-b" }, { compensation: "undo-a" }]],
  ["undo-b", [{ compensation: "undo-a" }]],
  ["undo-a", []],
])("after %s follow those of the steps before", (compensation, following) => {
  expect(compensationsAfter(workflow, compensation)).toEqual(following);
});
