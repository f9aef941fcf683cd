import { expect, test } from "vitest";
import { orderProcessing, orderProcessingYaml } from "../../src/workflow/order-processing.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../src/workflow/text/write.ts";

test("the example's text and its model say the same", () => {
  expect(parseWorkflow(orderProcessingYaml, "-")).toEqual({
    workflow: orderProcessing,
    problems: [],
  });
});

test("the example is written as every workflow is", () => {
  expect(writeWorkflow(orderProcessing)).toBe(orderProcessingYaml);
});

test("the example works with either transport", () => {
  expect(parseWorkflow(orderProcessingYaml, "-", { transport: "queue" }).problems).toEqual([]);
});
