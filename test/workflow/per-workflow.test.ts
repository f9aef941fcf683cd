import { expect, test } from "vitest";
import { orderProcessing } from "../../src/workflow/order-processing.ts";
import { perWorkflow } from "../../src/workflow/per-workflow.ts";

test("what is derived from steps is derived once, and for each workflow by itself", () => {
  const derived: string[][] = [];
  const names = perWorkflow(({ steps }) => {
    const found = steps.map(({ name }) => name);
    derived.push(found);
    return found;
  });
  const onQueues = { ...orderProcessing, transport: "queue" };
  const shorter = { ...orderProcessing, steps: orderProcessing.steps.slice(1) };

  const first = names(orderProcessing);
  expect(names(orderProcessing)).toBe(first);
  expect(names(onQueues)).toBe(first);
  expect(names(shorter)).toEqual(first.slice(1));
  expect(derived).toEqual([first, first.slice(1)]);
});
