import fc from "fast-check";
import { expect, test } from "vitest";
import { courseOf } from "../../../../src/explain/designs/course.ts";
import { transitionsIn } from "../../../../src/transports/state-machine/explain/transitions.ts";
import {
  type StateMachine,
  stateMachine,
} from "../../../../src/transports/state-machine/state-machine.ts";
import type { Workflow } from "../../../../src/workflow/workflow.ts";
import { optionsWith, workflowOf } from "../../../explain/explained.ts";
import { workflowArbitrary } from "../../../workflow/arbitrary/arbitrary.ts";
import { runStateMachine } from "../run-state-machine.ts";

/** The machine, and how many states have been entered in it: each time one is, it is looked up once. */
function counted(machine: StateMachine): { machine: StateMachine; entered: () => number } {
  let count = 0;
  const watch = (value: unknown, isStates = false): unknown => {
    if (typeof value !== "object" || value === null) return value;
    return new Proxy(value, {
      get(target, key, receiver) {
        const inner: unknown = Reflect.get(target, key, receiver);
        if (isStates && typeof key === "string") count++;
        return watch(inner, key === "States");
      },
    });
  };
  return { machine: watch(machine) as StateMachine, entered: () => count };
}

function enteredBy(workflow: Workflow, input: object): number {
  const routed = { ...workflow, transport: "state-machine" as const };
  const { machine, entered } = counted(stateMachine(routed, (name) => name));
  const fixture = { input, answers: {}, failingOnce: [] };
  const { status } = runStateMachine(machine, new Map(), fixture);
  expect(status).toBe("succeeded");
  return entered();
}

function countedFor(workflow: Workflow): number {
  const routed = { ...workflow, transport: "state-machine" as const };
  const course = courseOf(workflow, optionsWith({ items: 3 }));
  return transitionsIn(
    stateMachine(routed, (name) => name),
    course,
  );
}

test("as many transitions are counted as an execution of the definition makes", () => {
  fc.assert(
    fc.property(workflowArbitrary, (workflow) => {
      expect(countedFor(workflow)).toBe(enteredBy(workflow, {}));
    }),
    { numRuns: 50 },
  );
});

test("in choices, branches and items, and where their failures are looked for", () => {
  const slow = { duration: "2s" };
  const workflow = workflowOf([
    { name: "first", compensation: "undo-first" },
    {
      name: "which",
      choice: [
        { when: { path: "input.kind", equals: "a" }, steps: [{ name: "cheap" }] },
        {
          when: { path: "input.kind", equals: "b" },
          steps: [{ name: "dear", expected: slow }, { name: "more" }],
        },
      ],
    },
    {
      name: "both",
      onFailure: "compensate",
      parallel: [
        { steps: [{ name: "left" }, { name: "rest", wait: "1m" }] },
        { steps: [{ name: "right", onFailure: "continue" }] },
      ],
    },
    {
      name: "all",
      onFailure: "continue",
      map: {
        items: "input.lines",
        steps: [{ name: "one" }, { name: "two", compensation: "undo-two" }],
      },
    },
    { name: "last", onFailure: "compensate" },
  ]);
  expect(countedFor(workflow)).toBe(enteredBy(workflow, { kind: "b", lines: [1, 2, 3] }));
});
