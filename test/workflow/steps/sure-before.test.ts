import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Failures, interpret } from "../../../src/semantics/trace.ts";
import { tasksOf } from "../../../src/workflow/names.ts";
import { sureBefore } from "../../../src/workflow/steps/sure-before.ts";
import type { Step, Workflow } from "../../../src/workflow/workflow.ts";
import { checked } from "../../plan/checked.ts";
import { workflowArbitrary } from "../arbitrary/arbitrary.ts";
import { type FormName, inputs, nestedWorkflows } from "../arbitrary/nested-arbitrary.ts";

const sureOf = (steps: Parameters<typeof checked>[0]): Record<string, string> =>
  Object.fromEntries(
    sureBefore(checked(steps, "state-machine")).map(({ step, keys }) => [
      step,
      [...keys].join(" "),
    ]),
  );

test("a fallback can count on the error of the step in whose place it runs", () => {
  const workflow = checked(
    [
      { name: "a", onFailure: "continue" },
      { name: "b", onFailure: "fallback", fallback: { name: "instead" } },
      {
        name: "both",
        onFailure: "fallback",
        fallback: { name: "neither" },
        parallel: [{ steps: [{ name: "c" }] }, { steps: [{ name: "d" }] }],
      },
    ],
    "state-machine",
  );
  const errors = sureBefore(workflow).flatMap(({ step, error }) => (error ? [[step, error]] : []));
  expect(errors).toEqual([
    ["instead", "b"],
    ["neither", "both"],
  ]);
});

describe("the results that a step can count on", () => {
  test("are those of all steps before it, but where the workflow goes on without one", () => {
    expect(
      sureOf([
        { name: "a" },
        { name: "b", onFailure: "continue" },
        { name: "c", onFailure: "fallback", fallback: { name: "instead" } },
        { name: "d", catch: [{ errors: ["Gone"], onFailure: "continue" }] },
        { name: "e", compensation: "undo-e", onFailure: "compensate" },
        { name: "f" },
      ]),
    ).toEqual({ a: "", b: "a", c: "a", instead: "a", d: "a", e: "a", f: "a e" });
  });

  test("are there in the branches of a choice, and what is there in one is not behind it", () => {
    const { in1, in2, behind } = sureOf([
      { name: "a" },
      { name: "b", onFailure: "continue" },
      {
        name: "choose",
        choice: [
          { when: { path: "results.b", isPresent: true }, steps: [{ name: "in1" }] },
          { otherwise: [{ name: "in2" }] },
        ],
      },
      { name: "behind" },
    ]);
    expect({ in1, in2, behind }).toEqual({ in1: "a b", in2: "a", behind: "a" });
  });

  test("are there behind a parallel that the workflow never goes on without, and not beside it", () => {
    const parallel = (onFailure: "fail" | "continue") =>
      sureOf([
        { name: "a" },
        {
          name: "both",
          onFailure,
          parallel: [
            { steps: [{ name: "b1" }, { name: "b2" }] },
            { steps: [{ name: "c1", onFailure: "continue" }, { name: "c2" }] },
          ],
        },
        { name: "d" },
      ]);
    expect(parallel("fail")).toMatchObject({
      b1: "a",
      b2: "a b1",
      c1: "a",
      c2: "a",
      d: "a b1 b2 c2",
    });
    expect(parallel("continue")).toMatchObject({ b2: "a b1", d: "a" });
  });

  test("are there for each item of a map, with those of the item; behind it there is the list", () => {
    expect(
      sureOf([
        { name: "a" },
        { name: "each", map: { items: "input.lines", steps: [{ name: "b" }, { name: "c" }] } },
        { name: "d" },
      ]),
    ).toEqual({ a: "", b: "a", c: "a b", d: "a each" });
  });
});

const failuresOf = (workflow: Workflow) => {
  const errors = fc.constantFrom("Gone", "Rejected", "TimedOut", "PermanentError", undefined);
  const failure = (name: string) =>
    fc.option(
      errors.map((error) => [name, error] as const),
      { nil: undefined, freq: 2 },
    );
  return fc
    .tuple(...tasksOf(workflow).map(({ name }) => failure(name)))
    .map((entries): Failures => new Map(entries.filter((entry) => entry !== undefined)));
};

/** The same workflow, but that the branches of a parallel end in the opposite order. */
function reversed<Part extends Pick<Workflow, "steps">>(part: Part): Part {
  const turned = (step: Step): Step => {
    if (step.form === "parallel")
      return { ...step, branches: step.branches.map(reversed).toReversed() };
    if (step.form === "choice") return { ...step, branches: step.branches.map(reversed) };
    return step.form === "map" ? reversed(step) : step;
  };
  return { ...part, steps: part.steps.map(turned) };
}

test.each<[string, fc.Arbitrary<Workflow>]>([
  ["rules of failure", workflowArbitrary],
  ...(["choice", "parallel", "map"] as const).map((form): [string, fc.Arbitrary<Workflow>] => [
    `a ${form}`,
    nestedWorkflows([form]),
  ]),
  [
    "all forms",
    nestedWorkflows(["wait", "choice", "parallel", "map", "approval"] satisfies FormName[]),
  ],
])("whatever fails, they are there when it runs: workflows with %s", (_forms, workflows) => {
  const drawn = workflows.chain((workflow) =>
    fc.record({
      workflow: fc.constant(workflow),
      failures: failuresOf(workflow),
      input: inputs,
      failingOnce: fc.subarray(tasksOf(workflow).map(({ name }) => name)),
    }),
  );
  fc.assert(
    fc.property(drawn, ({ workflow, failures, input, failingOnce }) => {
      const sure = new Map(sureBefore(workflow).map((before) => [before.step, before]));
      for (const one of [workflow, reversed(workflow)]) {
        interpret(one, failures, { input, answers: {}, failingOnce }, (task, results, errors) => {
          const { keys = [], error } = sure.get(task) ?? {};
          for (const key of keys) expect(results).toContain(key);
          if (error !== undefined) expect(errors).toContain(error);
        });
      }
    }),
    { numRuns: 400 },
  );
});
