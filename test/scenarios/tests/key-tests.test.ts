import { describe, expect, test } from "vitest";
import { ruleTests } from "../../../src/scenarios/tests/rule-tests.ts";
import { checked } from "../../plan/checked.ts";

describe("keys that workflows share", () => {
  const key = (name: string) => ({ key: `input.${name}`, window: "1h" });
  const tests = ruleTests(
    checked([
      { name: "a", idempotency: key("a"), compensation: "undo-a" },
      { name: "b", idempotency: key("b"), onFailure: "compensate" },
      { name: "c", claimCheck: true, catch: [{ errors: ["C"], onFailure: "compensate" }] },
    ]),
  );
  const testsOf = (name: string) => tests.find(({ step }) => step === name);

  test("are tested with two workflows; at once where none waits for an earlier key", () => {
    expect(testsOf("a")?.shared).toEqual({
      key: "input.a",
      windowSeconds: 3600,
      atOnce: true,
      outlasted: false,
    });
    expect(testsOf("b")?.shared).toMatchObject({ atOnce: false });
    expect(testsOf("c")?.shared).toBeUndefined();
    expect(testsOf("a")?.keyMissing).toMatchObject({ key: "input.a", status: "failed" });
  });

  test("are undone by way of a step that fails in every workflow", () => {
    expect(testsOf("undo-a")?.sharedUndo).toEqual({
      step: "a",
      prelude: [],
      failing: { step: "c", kind: "fail", error: "C" },
      outlasted: false,
    });
  });

  test("begin at once where the workflow goes on for longer than the window", () => {
    const withWait = (wait: string) =>
      ruleTests(
        checked(
          [
            { name: "a", idempotency: key("a"), compensation: "undo-a" },
            { name: "pause", wait },
            { name: "b", catch: [{ errors: ["B"], onFailure: "compensate" }] },
          ],
          "state-machine",
        ),
      );
    const outlasted = (wait: string) =>
      withWait(wait).flatMap(({ shared, sharedUndo }) =>
        [shared, sharedUndo].flatMap((one) => (one ? [one.outlasted] : [])),
      );
    expect(outlasted("59m")).toEqual([false, false]);
    expect(outlasted("1h")).toEqual([true, true]);
  });

  test("are not left out where a choice looks at them", () => {
    const [test] = ruleTests(
      checked([
        {
          name: "which",
          choice: [
            {
              when: { path: "input.a", equals: "x" },
              steps: [{ name: "a", idempotency: key("a") }],
            },
          ],
        },
      ]),
    );
    expect(test?.shared).toMatchObject({ key: "input.a" });
    expect(test).not.toHaveProperty("keyMissing");
  });

  test("of what runs all the same are there where one is missing", () => {
    const steps = (fallbackKey: string) => [
      {
        name: "a",
        idempotency: key("a"),
        onFailure: "fallback" as const,
        fallback: { name: "f", idempotency: key(fallbackKey) },
      },
    ];
    expect(ruleTests(checked(steps("b")))[0]?.keyMissing).toEqual({
      what: "is replaced by f",
      status: "succeeded",
      key: "input.a",
      input: { b: "given" },
    });
    expect(ruleTests(checked(steps("a")))[0]).not.toHaveProperty("keyMissing");
  });
});
