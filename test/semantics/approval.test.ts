import { describe, expect, test } from "vitest";
import { ruleTests } from "../../src/scenarios/tests/rule-tests.ts";
import { emptyFixture, interpret } from "../../src/semantics/trace.ts";
import { stateMachine } from "../../src/transports/state-machine/state-machine.ts";
import type { WorkflowDocument } from "../../src/workflow/grammar/workflow-keys.ts";
import { checked } from "../plan/checked.ts";

type Settings = Partial<WorkflowDocument["steps"][number]>;

const workflowWith = (settings: Settings) =>
  checked(
    [{ name: "a", approval: { timeout: "3d" }, ...settings }, { name: "b" }],
    "state-machine",
  );

const statesWith = (settings: Settings = {}) =>
  stateMachine(workflowWith(settings), (step) => `\${${step}}`).States;

const caught = (settings: Settings) =>
  ((statesWith(settings).a?.Catch ?? []) as { ErrorEquals: string[]; Next: string }[]).map(
    ({ ErrorEquals, Next }) => `${ErrorEquals.join()} → ${Next}`,
  );

describe("the state of an approval", () => {
  test("gives its function the token and the state, and waits for the answer", () => {
    expect(statesWith().a).toMatchObject({
      Type: "Task",
      Resource: `arn:\${Partition}:states:::lambda:invoke.waitForTaskToken`,
      Parameters: {
        FunctionName: "${a}",
        Payload: { "token.$": "$$.Task.Token", "state.$": "$" },
      },
      TimeoutSeconds: 3 * 24 * 60 * 60,
      ResultPath: "$.results.a",
    });
  });

  test("asks again where asking failed, and never after an answer, or none", () => {
    const retry = statesWith().a?.Retry as object[];
    expect(retry.slice(2)).toMatchObject([
      { ErrorEquals: ["PermanentError", "ResultTooLarge"], MaxAttempts: 0 },
      { ErrorEquals: ["Rejected", "States.Timeout"], MaxAttempts: 0 },
      { ErrorEquals: ["States.ALL"], MaxAttempts: 3 },
    ]);
  });
});

describe("no answer", () => {
  test("is left uncaught where every rule says fail, so that it can be redriven", () => {
    expect(caught({ catch: [{ errors: ["Rejected", "TimedOut"], onFailure: "fail" }] })).toEqual(
      [],
    );
  });

  test("takes the route of all failures, under a name of its own", () => {
    const settings = { onFailure: "continue" } as const;
    expect(caught(settings)).toEqual(["States.Timeout → a timed out", "States.ALL → b"]);
    expect(statesWith(settings)["a timed out"]).toMatchObject({
      Result: { Error: "TimedOut", Cause: "Nobody answered within 3d." },
      ResultPath: "$.errors.a",
      Next: "b",
    });
  });

  test("takes the route that names it", () => {
    const settings: Settings = {
      catch: [{ errors: ["TimedOut"], onFailure: "fallback" }],
      fallback: "f",
    };
    expect(caught(settings)).toEqual(["States.Timeout → a timed out"]);
    expect(statesWith(settings)["a timed out"]?.Next).toBe("f");
  });

  test("stops the workflow where it is named for that, whatever else is passed over", () => {
    const settings: Settings = {
      catch: [{ errors: ["TimedOut"], onFailure: "fail" }],
      onFailure: "continue",
    };
    expect(statesWith(settings)["a timed out"]?.Next).toBe("a failed");
  });

  test("takes as long as was waited", () => {
    const workflow = workflowWith({ onFailure: "continue" });
    const failures = (error: string) => new Map([["a", error]]);
    expect(interpret(workflow, failures("TimedOut"), emptyFixture).times).toEqual([259_200]);
    expect(interpret(workflow, failures("Rejected"), emptyFixture).times).toEqual([0]);
  });
});

test("an approval leaves nothing but its approval", () => {
  const fixture = { ...emptyFixture, answers: { a: { other: true } } };
  expect(interpret(workflowWith({}), new Map(), fixture).results.a).toEqual({ approved: true });
});

describe("the tests of an approval", () => {
  const [tests] = ruleTests(workflowWith({ onFailure: "continue" }));

  test("reject it, and let it time out, besides all that may befall its function", () => {
    expect(tests?.routes.map(({ title }) => title)).toEqual([
      "is passed over when its retries are exhausted",
      "is passed over at once on a permanent error",
      "is passed over when it is rejected",
      "is passed over when nobody answers within 3d",
    ]);
    expect(tests?.routes.slice(-2).map(({ faults }) => faults)).toEqual([
      [{ step: "a", kind: "reject", error: "Rejected" }],
      [{ step: "a", kind: "ignore", error: "TimedOut" }],
    ]);
  });

  test("expect nothing of the size of its result", () => {
    expect(tests?.tooLarge).toBeUndefined();
  });
});
