import { describe, expect, test } from "vitest";
import { reservationNotes } from "../../../src/plan/notes/reservation-notes.ts";
import { planProject } from "../../../src/plan/plan.ts";
import { orderProcessing } from "../../../src/workflow/order-processing.ts";
import { planOf, type Steps } from "../notes-between.ts";

const limited: Steps = [{ name: "a" }, { name: "b", concurrency: 5 }];
const free: Steps = [{ name: "a" }, { name: "b" }];

test("the order example reserves nothing", () => {
  const plan = planProject(orderProcessing as never, { packageManager: "npm" });
  expect(plan.transport).toBe("state-machine");
  expect(reservationNotes(undefined, plan)).toEqual([]);
});

describe("reserved concurrency is told", () => {
  const stateMachine = (steps: Steps) => planOf(steps, "state-machine");

  test("of a new project, with what all of it takes", () => {
    const steps: Steps = [
      { name: "a", compensation: { name: "undo-a", concurrency: 2 } },
      { name: "b", concurrency: 5, onFailure: "compensate" },
    ];
    const [note, ...others] = reservationNotes(undefined, stateMachine(steps));
    expect(others).toEqual([]);
    expect(note).toMatchObject({
      code: "RESERVES_CONCURRENCY",
      message: expect.stringContaining("reserves concurrency for undo-a and b"),
      suggestion: expect.stringContaining("aws lambda get-account-settings"),
    });
    expect(note?.message).toContain("7 of the concurrent executions");
  });

  test("of a change that reserves what was not, or more of it", () => {
    const more: Steps = [{ name: "a" }, { name: "b", concurrency: 6 }];
    for (const [before, after] of [
      [stateMachine(free), stateMachine(limited)],
      [stateMachine(limited), stateMachine(more)],
      [planOf(limited, "queue"), stateMachine(limited)],
    ] as const) {
      expect(reservationNotes(before, after)).toHaveLength(1);
    }
  });

  test("of a stack that comes beside the old one, which keeps what it has reserved", () => {
    const before = stateMachine(limited);
    const workflow = { ...before.workflow, name: "other" };
    expect(reservationNotes(before, { ...before, workflow })).toHaveLength(1);
  });

  test("of no change that leaves it or reserves less, and of no queue", () => {
    expect(reservationNotes(stateMachine(limited), stateMachine(limited))).toEqual([]);
    expect(reservationNotes(stateMachine(limited), stateMachine(free))).toEqual([]);
    expect(reservationNotes(undefined, planOf(limited, "queue"))).toEqual([]);
  });
});
