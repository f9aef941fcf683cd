import { describe, expect, test } from "vitest";
import { ruleTests } from "../../../src/scenarios/tests/rule-tests.ts";
import { checked } from "../../plan/checked.ts";

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

test("a large result is not passed on to the other branches", () => {
  const branch = (name: string, rules = {}) => [
    { name: `before-${name}`, wait: "10s" },
    { name, onFailure: "fallback" as const, fallback: `${name}-instead`, ...rules },
    { name: `after-${name}` },
  ];
  const parallel = [branch("a", { claimCheck: true }), branch("b")].map((steps) => ({ steps }));
  const tests = ruleTests(checked([{ name: "both", parallel }, { name: "last" }], "state-machine"));
  const { claimedBy } = tests.find(({ step }) => step === "a") ?? {};
  expect(claimedBy).toEqual(["after-a", "last"]);
});

describe("a large result of an item is seen", () => {
  const seenIn = (rules: object, route: object) => {
    const steps = [{ name: "a", compensation: "undo-a", ...route }];
    const lines = { name: "lines", map: { items: "input.lines", steps }, ...rules };
    const last = { name: "last", onFailure: "compensate" as const };
    const tests = ruleTests(checked([lines, last], "state-machine"));
    return Object.fromEntries(tests.map(({ step, tooLarge }) => [step, tooLarge?.seen]));
  };

  test("where the workflow ends with it", () => {
    expect(seenIn({}, {})).toMatchObject({ a: { end: "its-own" } });
  });

  test("in the error of the map that goes on", () => {
    expect(seenIn({ onFailure: "continue" }, {})).toMatchObject({ a: { noted: "lines" } });
  });

  test("in a result that is not there, where the item goes on", () => {
    expect(seenIn({}, { onFailure: "continue" })).toMatchObject({ a: { lost: "lines[0].a" } });
  });

  test("in how the workflow ends, also where it is that of what undoes the item", () => {
    expect(seenIn({}, {})).toMatchObject({
      "undo-a": { end: "its-own" },
      last: { end: "its-own" },
    });
  });
});
