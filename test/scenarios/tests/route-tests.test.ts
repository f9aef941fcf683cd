import { expect, test } from "vitest";
import { ruleTests } from "../../../src/scenarios/tests/rule-tests.ts";
import { checked } from "../../plan/checked.ts";

test("a route for PermanentError is the only one that such an error takes", () => {
  const [tests] = ruleTests(
    checked([{ name: "a", catch: [{ errors: ["PermanentError"], onFailure: "continue" }] }]),
  );
  expect(tests?.routes.map(({ title }) => title)).toEqual([
    "stops the workflow when its retries are exhausted",
    "is passed over at once on a permanent error",
  ]);
});
