import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stateMachine } from "../../../src/transports/state-machine/state-machine.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import { tasksOf } from "../../../src/workflow/names.ts";
import { checked } from "../../plan/checked.ts";
import { validWorkflows } from "../../workflow/arbitrary/varied-arbitrary.ts";

function statesOf(...steps: WorkflowDocument["steps"]) {
  return stateMachine(checked(steps, "state-machine"), (step) => `\${${step}}`).States;
}

/** A step `a` with these settings, as a state. */
function stateOf(settings: Partial<WorkflowDocument["steps"][number]>) {
  return statesOf({ name: "a", ...settings }).a;
}

function retriers(settings: Partial<WorkflowDocument["steps"][number]>) {
  return (stateOf(settings)?.Retry ?? []) as readonly Readonly<Record<string, unknown>>[];
}

describe("transient errors", () => {
  test("are retried as the step says", () => {
    const retry = { maxAttempts: 7, interval: "3s", backoffRate: 1.5, maxDelay: "2m" } as const;
    expect(retriers({ retry }).at(-1)).toEqual({
      ErrorEquals: ["States.ALL"],
      IntervalSeconds: 3,
      MaxAttempts: 7,
      BackoffRate: 1.5,
      MaxDelaySeconds: 120,
      JitterStrategy: "FULL",
    });
  });

  test("are retried without jitter", () => {
    expect(retriers({ retry: { jitter: "none" } }).at(-1)).toMatchObject({
      JitterStrategy: "NONE",
    });
  });

  test("are retried at even intervals where the longest is the first, which ASL cannot say", () => {
    const retrier = retriers({ retry: { interval: "10s", maxDelay: "10s", backoffRate: 2 } }).at(
      -1,
    );
    expect(retrier).toMatchObject({ IntervalSeconds: 10, BackoffRate: 1 });
    expect(retrier).not.toHaveProperty("MaxDelaySeconds");
  });

  test("are never retried", () => {
    expect(retriers({ retry: { maxAttempts: 0 } }).at(-1)).toEqual({
      ErrorEquals: ["States.ALL"],
      MaxAttempts: 0,
    });
  });

  test("of Lambda itself have retries of their own, first of all", () => {
    expect(retriers({ retry: { maxAttempts: 0 } }).slice(0, 2)).toEqual([
      {
        ErrorEquals: ["Lambda.TooManyRequestsException"],
        IntervalSeconds: 2,
        MaxAttempts: 300,
        BackoffRate: 2,
        JitterStrategy: "FULL",
        MaxDelaySeconds: 60,
      },
      {
        ErrorEquals: [
          "Lambda.ClientExecutionTimeoutException",
          "Lambda.ServiceException",
          "Lambda.AWSLambdaException",
          "Lambda.SdkClientException",
        ],
        IntervalSeconds: 2,
        MaxAttempts: 6,
        BackoffRate: 2,
        JitterStrategy: "FULL",
      },
    ]);
  });
});

test("permanent errors and those that are caught by name are not retried", () => {
  expect(
    retriers({
      catch: [
        { errors: ["A", "PermanentError"], onFailure: "continue" },
        { errors: ["B"], onFailure: "fail" },
      ],
    })[2],
  ).toEqual({ ErrorEquals: ["PermanentError", "ResultTooLarge", "A", "B"], MaxAttempts: 0 });
});

test("a step that another try still holds is waited for, unless it is safe to repeat", () => {
  const waiting = (settings: Parameters<typeof retriers>[0]) =>
    retriers(settings).find(({ ErrorEquals }) =>
      (ErrorEquals as string[]).includes("IdempotencyAlreadyInProgressError"),
    );
  expect(waiting({ timeout: "45s" })).toMatchObject({ IntervalSeconds: 45, MaxAttempts: 4 });
  expect(waiting({ idempotency: "natural" })).toBeUndefined();
  const idempotency = { key: "input.id", window: "1h" };
  expect(waiting({ idempotency })).toMatchObject({ IntervalSeconds: 30, MaxAttempts: 300 });
});

test("a task may take longer than its function, whose cold start is not part of its timeout", () => {
  expect(stateOf({ timeout: "2m" })?.TimeoutSeconds).toBe(120 + 15);
});

describe("fail", () => {
  test("has no catcher, so that the execution can be redriven from the step", () => {
    expect(stateOf({})).not.toHaveProperty("Catch");
    expect(stateOf({ catch: [{ errors: ["A"], onFailure: "fail" }] })).not.toHaveProperty("Catch");
    expect(statesOf({ name: "a" })).not.toHaveProperty("a failed");
  });

  test("has a catcher where errors behind it lead on", () => {
    const states = statesOf({
      name: "a",
      catch: [
        { errors: ["A"], onFailure: "fail" },
        { errors: ["B"], onFailure: "continue" },
        { errors: ["C"], onFailure: "fail" },
      ],
    });
    expect(states.a?.Catch).toEqual([
      { ErrorEquals: ["A"], ResultPath: "$.errors.a", Next: "a failed" },
      { ErrorEquals: ["B"], ResultPath: "$.errors.a", Next: "Succeeded" },
    ]);
  });

  test("has a catcher where all else is compensated, and keeps the error", () => {
    const states = statesOf({
      name: "pay-card",
      catch: [{ errors: ["A"], onFailure: "fail" }],
      onFailure: "compensate",
      compensation: "refund",
    });
    expect(states["pay-card"]?.Catch).toEqual([
      { ErrorEquals: ["A"], ResultPath: "$.errors.payCard", Next: "pay-card failed" },
      {
        ErrorEquals: ["States.ALL"],
        ResultPath: "$.errors.payCard",
        Next: "Compensate pay-card",
      },
    ]);
    expect(states["pay-card failed"]).toEqual({
      Type: "Fail",
      ErrorPath: "$.errors.payCard.Error",
      CausePath: "$.errors.payCard.Cause",
    });
  });
});

describe("compensate", () => {
  const states = statesOf(
    { name: "a", compensation: "undo-a" },
    {
      name: "b",
      onFailure: "fallback",
      fallback: { name: "f", onFailure: "continue", compensation: "undo-f" },
    },
    { name: "c", onFailure: "compensate", compensation: "undo-c" },
  );

  test("keeps the error, runs the compensations newest first and succeeds", () => {
    expect(states["Compensate c"]).toEqual({
      Type: "Pass",
      Comment: "Keeps the error that caused the compensation",
      InputPath: "$.errors.c",
      ResultPath: "$.failure",
      Next: "undo-c",
    });
    expect(states["undo-c"]?.Next).toBe("Is undo-f due");
    expect(states["undo-f"]?.Next).toBe("undo-a");
    expect(states["undo-a"]?.Next).toBe("Compensated");
    expect(states.Compensated).toEqual({ Type: "Succeed" });
  });

  test("leaves out what undoes a fallback that was not tried", () => {
    expect(states["Is undo-f due"]).toEqual({
      Type: "Choice",
      Choices: [
        {
          Or: [
            { Variable: "$.results.f", IsPresent: true },
            { Variable: "$.errors.f", IsPresent: true },
          ],
          Next: "undo-f",
        },
      ],
      Default: "undo-a",
    });
  });

  test("fails where a compensation does for good, so that a redrive goes on from there", () => {
    for (const undo of ["undo-a", "undo-f", "undo-c"]) {
      expect(states[undo]).not.toHaveProperty("Catch");
    }
  });
});

test("a workflow that undoes nothing has no states for it", () => {
  expect(Object.keys(statesOf({ name: "a" }))).toEqual(["Start", "a", "Succeeded"]);
});

test("the execution begins with the state that every step receives", () => {
  const { StartAt, States } = stateMachine(checked([{ name: "a" }], "state-machine"), String);
  expect(StartAt).toBe("Start");
  expect(States.Start).toEqual({
    Type: "Pass",
    Parameters: {
      "id.$": "$$.Execution.Name",
      "input.$": "$$.Execution.Input",
      results: {},
      errors: {},
    },
    Next: "a",
  });
});

test("every function is called by a state, and by one only", () => {
  const byStateMachine = validWorkflows.filter(({ transport }) => transport === "state-machine");
  fc.assert(
    fc.property(byStateMachine, (workflow) => {
      const text = JSON.stringify(stateMachine(workflow, (step) => `function ${step} is called`));
      for (const { name } of tasksOf(workflow)) {
        const calls = text.split(`function ${name} is called`).length - 1;
        expect(calls, name).toBe(1);
      }
    }),
    { numRuns: 100 },
  );
});
