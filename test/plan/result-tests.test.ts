import { expect, test } from "vitest";
import { ruleTests } from "../../src/plan/rule-tests.ts";
import { checked } from "./checked.ts";

test("a large result takes a route, or is passed on to what comes behind", () => {
  const tests = ruleTests(
    checked([
      { name: "a", compensation: "undo-a" },
      { name: "b", onFailure: "compensate" },
      { name: "c", claimCheck: true },
      { name: "d" },
    ]),
  );
  const testOf = (name: string) => tests.find(({ step }) => step === name);
  expect(testOf("a")?.tooLarge).toMatchObject({ status: "failed" });
  expect(testOf("b")?.tooLarge).toMatchObject({ status: "compensated" });
  expect(testOf("c")).not.toHaveProperty("tooLarge");
  expect(testOf("c")?.claimedBy).toEqual(["d"]);
});
