import { expect, test } from "vitest";
import { functionName } from "../../src/plan/identifier.ts";

test.each([
  ["process-payment", "processPayment"],
  ["import", "importStep"],
  ["is-nan", "isNan"],
  ["handler", "handlerStep"],
  ["describe", "describeStep"],
  ["then", "thenStep"],
])("the function of %s is %s", (step, name) => {
  expect(functionName(step)).toBe(name);
});
