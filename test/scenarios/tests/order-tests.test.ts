import { expect, test } from "vitest";
import { orderTests } from "../../../src/scenarios/tests/order-tests.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import { checked } from "../../plan/checked.ts";

const testsOf = (steps: WorkflowDocument["steps"]) => {
  const groupBy = "input.account.id";
  const tests = orderTests({ ...checked(steps), queue: { fifo: true, groupBy } }, groupBy);
  return tests && { ...tests, tasks: tests.tasks.map(({ name }) => name) };
};

const id = { path: "input.account.id" };

test("two groups that run every function, whatever they are called", () => {
  expect(testsOf([{ name: "book" }, { name: "tell" }])).toEqual({
    group: "a",
    other: "b",
    tasks: ["book", "tell"],
  });
});

test("two groups that go the same way where a condition tells them apart", () => {
  const branches = [
    { when: { ...id, equals: "a" }, steps: [{ name: "own" }] },
    { when: { ...id, oneOf: ["b", "c"] }, steps: [{ name: "known" }, { name: "greet" }] },
  ];
  expect(testsOf([{ name: "kind", choice: branches }, { name: "tell" }])).toEqual({
    group: "b",
    other: "c",
    tasks: ["known", "greet", "tell"],
  });
});

test.each(["house", 7])("one group where only work of %s runs a function", (group) => {
  const branches = [{ when: { ...id, equals: group }, steps: [{ name: "book" }] }];
  expect(testsOf([{ name: "kind", choice: branches }])).toEqual({ group, tasks: ["book"] });
});

test("a number and a text that are one group for SQS are not two groups", () => {
  const branches = [{ when: { ...id, oneOf: [7, "7"] }, steps: [{ name: "book" }] }];
  expect(testsOf([{ name: "kind", choice: branches }])).toEqual({ group: 7, tasks: ["book"] });
});

test("nothing where no function ever runs", () => {
  const branches = [{ when: { ...id, isPresent: false }, steps: [{ name: "book" }] }];
  expect(testsOf([{ name: "kind", choice: branches }])).toBeUndefined();
});
