import { expect, test } from "vitest";
import { ruleTests } from "../../../src/scenarios/tests/rule-tests.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { checked } from "../../plan/checked.ts";

const limitOfB = (transport: TransportName, ...steps: WorkflowDocument["steps"]) =>
  ruleTests(checked(steps, transport)).find(({ step }) => step === "b")?.concurrency;

test("the limit of a step is seen behind one with a lower limit", () => {
  expect(limitOfB("queue", { name: "a", concurrency: 3 }, { name: "b", concurrency: 10 })).toBe(10);
  expect(
    limitOfB("state-machine", { name: "a", concurrency: 3 }, { name: "b", concurrency: 10 }),
  ).toBe(10);
});

test("it is not looked at where what is throttled before it comes one by one", () => {
  const b = { name: "b", concurrency: 10, timeout: "4s" };
  expect(limitOfB("state-machine", { name: "a", concurrency: 3 }, b)).toBeUndefined();
  expect(limitOfB("state-machine", { name: "a", concurrency: 10 }, b)).toBe(10);
  expect(limitOfB("queue", { name: "a", concurrency: 3 }, b)).toBe(10);
});

test("nor where it replaces a step that is retried at random for longer", () => {
  const b = { name: "b", concurrency: 10 };
  const a = {
    name: "a",
    onFailure: "fallback" as const,
    catch: [{ errors: ["PermanentError"], onFailure: "fail" as const }],
    fallback: b,
  };
  expect(limitOfB("queue", { ...a, retry: { maxAttempts: 9 } })).toBeUndefined();
  expect(limitOfB("queue", { ...a, retry: { maxAttempts: 9, jitter: "none" } })).toBe(10);
  expect(limitOfB("queue", { ...a, retry: { maxAttempts: 1 } })).toBe(10);
});
