import { describe, expect, test } from "vitest";
import { claimCheckDays, claimsOf } from "../../src/plan/claim-checks.ts";
import { planProject } from "../../src/plan/plan.ts";
import { tasksOf } from "../../src/workflow/names.ts";
import { checked } from "./checked.ts";

const workflow = checked([
  { name: "a", compensation: "undo-a" },
  { name: "b", claimCheck: true, compensation: "undo-b" },
  {
    name: "c",
    onFailure: "fallback",
    fallback: { name: "f", claimCheck: true },
  },
  { name: "d", onFailure: "compensate" },
]);

test("a task gets the results of those before it, a compensation those of all", () => {
  const claims = tasksOf(workflow).map((task) => [
    task.name,
    claimsOf(workflow, task).map(({ name }) => name),
  ]);
  expect(Object.fromEntries(claims)).toEqual({
    a: [],
    "undo-a": ["b", "f"],
    b: [],
    "undo-b": ["b", "f"],
    c: ["b"],
    f: ["b"],
    d: ["b", "f"],
  });
});

describe("a result is kept", () => {
  test("for as long as each task that may ask for it can wait", () => {
    // b, c, f and d, and two compensations
    expect(claimCheckDays(workflow)).toBe(6 * 28);
  });

  test("and for as long as its step's key lasts", () => {
    const idempotency = { key: "input.id", window: "90d" };
    expect(claimCheckDays(checked([{ name: "a", claimCheck: true, idempotency }]))).toBe(28 + 90);
  });
});

test("nothing is kept where no step has a claim check", () => {
  const plan = planProject(checked([{ name: "a", claimCheck: false }]), { packageManager: "npm" });
  expect(plan).not.toHaveProperty("claimCheckDays");
});
