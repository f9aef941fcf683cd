import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { longestDelays } from "../../src/semantics/retry-delays.ts";
import { emptyFixture, type Failures, trace } from "../../src/semantics/trace.ts";
import { queueFunctions } from "../../src/transports/queue/queue-functions.ts";
import { stateMachine } from "../../src/transports/state-machine/state-machine.ts";
import { tasksOf } from "../../src/workflow/names.ts";
import type { Task, TaskStep } from "../../src/workflow/workflow.ts";
import { checked } from "../plan/checked.ts";
import { importExcerpt } from "../render/templates/import-excerpt.ts";
import { workflowArbitrary } from "../workflow/arbitrary/arbitrary.ts";
import { type FormName, inputs, nestedWorkflows } from "../workflow/arbitrary/nested-arbitrary.ts";
import { runQueues } from "./queue/run-queues.ts";
import { runStateMachine } from "./state-machine/run-state-machine.ts";

const retryDelaySeconds = await importExcerpt(
  "src/runtime/queue-step.ts",
  "retryDelaySeconds",
  "export function retryDelaySeconds",
);

const named = (task: Task): string[] =>
  "catch" in task ? (task as TaskStep).catch.flatMap(({ errors }) => errors) : [];

/** A workflow, and steps that fail for good: by crashing, with an error of their own or another's. */
const failingArbitrary = workflowArbitrary.chain((workflow) => {
  const tasks = tasksOf(workflow);
  const errors = ["PermanentError", ...new Set(tasks.flatMap(named))];
  const failure = (task: Task) =>
    fc.option(
      fc.oneof(
        fc.constant<[string, string | undefined]>([task.name, undefined]),
        fc
          .constantFrom(...named(task), ...errors)
          .map((error): [string, string] => [task.name, error]),
      ),
      { nil: undefined, freq: 2 },
    );
  return fc.record({
    workflow: fc.constant(workflow),
    failures: fc
      .tuple(...tasks.map(failure))
      .map((entries): Failures => new Map(entries.filter((entry) => entry !== undefined))),
  });
});

const runs = { numRuns: 1_000 };

describe("whatever fails, what becomes of the workflow is what its rules say", () => {
  test("with queues", () => {
    fc.assert(
      fc.property(failingArbitrary, ({ workflow, failures }) => {
        const functions = queueFunctions({ ...workflow, transport: "queue" });
        const first = workflow.steps[0]?.name ?? "";
        expect(runQueues(functions, first, failures)).toEqual(trace(workflow, failures));
      }),
      runs,
    );
  });

  test("with a state machine", () => {
    fc.assert(
      fc.property(failingArbitrary, ({ workflow, failures }) => {
        const routed = { ...workflow, transport: "state-machine" } as const;
        const definition = stateMachine(routed, (step) => step);
        expect(runStateMachine(definition, failures)).toEqual(trace(workflow, failures));
      }),
      runs,
    );
  });
});

/** A workflow of these forms, an input, and tasks that fail for good. */
const nestedArbitrary = (forms: readonly FormName[]) =>
  nestedWorkflows(forms).chain((workflow) => {
    const tasks = tasksOf(workflow);
    const errors = ["Gone", "Rejected", "TimedOut", "PermanentError", undefined];
    return fc.record({
      workflow: fc.constant(workflow),
      failures: fc
        .uniqueArray(fc.constantFrom(...tasks), { maxLength: 4 })
        .chain((failing) =>
          fc.tuple(
            ...failing.map(({ name }) =>
              fc
                .constantFrom(...errors)
                .map((error): [string, string | undefined] => [name, error]),
            ),
          ),
        )
        .map((entries): Failures => new Map(entries)),
      fixture: inputs.map((input) => ({ ...emptyFixture, input })),
    });
  });

describe("whatever steps are inside of each other", () => {
  test("with queues, as far as they can", () => {
    fc.assert(
      fc.property(nestedArbitrary(["wait", "choice"]), ({ workflow, failures, fixture }) => {
        const functions = queueFunctions({ ...workflow, transport: "queue" });
        const first = functions.begin ? "begin" : (workflow.steps[0]?.name ?? "");
        expect(runQueues(functions, first, failures, fixture)).toEqual(
          trace(workflow, failures, fixture),
        );
      }),
      { numRuns: 100 },
    );
  }, 20_000);

  test("with a state machine", () => {
    const forms = ["wait", "choice", "parallel", "map", "approval"] as const;
    fc.assert(
      fc.property(nestedArbitrary(forms), ({ workflow, failures, fixture }) => {
        const routed = { ...workflow, transport: "state-machine" } as const;
        const definition = stateMachine(routed, (step) => step);
        expect(runStateMachine(definition, failures, fixture)).toEqual(
          trace(workflow, failures, fixture),
        );
      }),
      { numRuns: 100 },
    );
  }, 20_000);
});

test("a failure that only a rule far around it names comes there", () => {
  const workflow = checked(
    [
      {
        name: "outer",
        map: {
          items: "input.list",
          steps: [
            {
              name: "inner",
              parallel: [{ steps: [{ name: "a" }] }, { steps: [{ name: "b" }] }],
            },
          ],
        },
        catch: [{ errors: ["Gone"], onFailure: "fallback" }],
        fallback: "instead",
      },
    ],
    "state-machine",
  );
  const definition = stateMachine(workflow, (step) => step);
  const fixture = { ...emptyFixture, input: { list: [1] } };
  for (const error of ["Gone", "Refused"]) {
    const failures: Failures = new Map([["b", error]]);
    const expected = trace(workflow, failures, fixture);
    expect(expected.status).toBe(error === "Gone" ? "succeeded" : "failed");
    expect(runStateMachine(definition, failures, fixture)).toEqual(expected);
  }
});

test("retries come at the same times with both transports", () => {
  interface Retrier {
    readonly MaxAttempts: number;
    readonly IntervalSeconds?: number;
    readonly BackoffRate?: number;
    readonly MaxDelaySeconds?: number;
    readonly JitterStrategy?: "FULL" | "NONE";
  }
  /** "Handling errors in Step Functions workflows", AWS Step Functions Developer Guide. */
  const delaysOf = (retrier: Retrier, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity } = retrier;
      return Math.min(IntervalSeconds * BackoffRate ** index, MaxDelaySeconds);
    });
  fc.assert(
    fc.property(workflowArbitrary, (workflow) => {
      const routed = { ...workflow, transport: "state-machine" } as const;
      const { States } = stateMachine(routed, (step) => step);
      for (const { name, retry } of tasksOf(workflow)) {
        const retriers = (States[name]?.Retry ?? []) as readonly Retrier[];
        const retrier = retriers.at(-1) ?? { MaxAttempts: Number.NaN };
        const longest = longestDelays(retry);
        expect(retrier.MaxAttempts).toBe(retry.maxAttempts);
        expect(delaysOf(retrier, longest.length)).toEqual(longest);
        const jitter = () => 1 - Number.EPSILON;
        expect(longest.map((_, index) => retryDelaySeconds(retry, index + 1, jitter))).toEqual(
          longest.map(Math.round),
        );
        if (retry.maxAttempts === 0) continue;
        expect(retrier.JitterStrategy).toBe(retry.jitter === "full" ? "FULL" : "NONE");
        expect(retryDelaySeconds(retry, 1, () => 0)).toBe(
          retry.jitter === "full" ? 0 : longest.map(Math.round)[0],
        );
      }
    }),
  );
});

test("a delay of half a second more is rounded up, whatever the jitter", () => {
  const retry = {
    maxAttempts: 3,
    intervalSeconds: 2,
    backoffRate: 1.5,
    maxDelaySeconds: 60,
    jitter: "full",
  } as const;
  expect(retryDelaySeconds(retry, 3, () => 1 - Number.EPSILON)).toBe(5);
  expect(retryDelaySeconds({ ...retry, jitter: "none" }, 3, () => 0)).toBe(5);
});
