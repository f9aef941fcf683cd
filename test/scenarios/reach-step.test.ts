import { expect, test } from "vitest";
import { ruleTests } from "../../src/scenarios/tests/rule-tests.ts";
import { checked } from "../plan/checked.ts";

test("the compensation of a fallback is reached by way of the fallback", () => {
  const tests = ruleTests(
    checked([
      {
        name: "a",
        catch: [{ errors: ["A"], onFailure: "fallback" }],
        fallback: { name: "f", compensation: "undo-f" },
      },
      { name: "b", onFailure: "compensate" },
    ]),
  ).find(({ step }) => step === "undo-f");
  expect(tests?.prelude).toEqual([
    { step: "a", kind: "fail", error: "A" },
    { step: "b", kind: "fail", error: "PermanentError" },
  ]);
});
