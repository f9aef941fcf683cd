import { plainOptions } from "../../src/explain/designs/assumptions.ts";
import { explainWorkflow } from "../../src/explain/explain.ts";
import type { Explanation } from "../../src/explain/explanation.ts";
import { orderProcessing } from "../../src/workflow/order-processing.ts";

const durations = new Map([
  ["create-order", 200],
  ["process-payment", 1500],
  ["create-invoice", 300],
]);

/** What is said about the order example, with durations that are easy to check by hand. */
export const orderExplanation: Explanation = explainWorkflow(orderProcessing, {
  ...plainOptions(),
  durations: { byStep: durations },
  memories: { every: 512, byStep: new Map() },
  rate: { runs: 100, per: "s" },
});
