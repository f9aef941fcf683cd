import { describe, expect, test } from "vitest";
import { planProject } from "../../../src/plan/plan.ts";
import { itemsWithRoom, mostEvents } from "../../../src/transports/state-machine/history.ts";
import { historyWarnings } from "../../../src/transports/state-machine/history-warnings.ts";
import type { StateMachinePlan } from "../../../src/transports/state-machine/plan.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import { checked } from "../../plan/checked.ts";

type Steps = WorkflowDocument["steps"];

function planOf(steps: Steps): StateMachinePlan {
  return planProject(checked(steps, "state-machine"), {
    packageManager: "npm",
  }) as StateMachinePlan;
}

const events = (steps: Steps, retries = false) =>
  mostEvents(planOf(steps).definition, { itemsOf: () => 1, retries });

const codesOf = (steps: Steps) => historyWarnings(planOf(steps)).map(({ code }) => code);

const never = { maxAttempts: 0 };

/** Start and end of the execution, the state that begins it and the one in which it succeeds. */
const AROUND = 6;

describe("events of an execution", () => {
  test.each<[string, Steps, number]>([
    ["a task: entered, scheduled, started, succeeded, exited", [{ name: "a" }], 5],
    ["an approval, which is submitted too", [{ name: "a", approval: { timeout: "1d" } }], 6],
    ["a wait: entered and exited", [{ name: "a", wait: "1m" }, { name: "b" }], 7],
    [
      "a choice, by its longest branch",
      [
        {
          name: "a",
          choice: [
            { when: { path: "input.a", equals: 1 }, steps: [{ name: "b" }] },
            { otherwise: [{ name: "c" }, { name: "d" }] },
          ],
        },
      ],
      12,
    ],
    [
      "a parallel, with all of its branches and what ends each of them",
      [
        {
          name: "a",
          parallel: [{ steps: [{ name: "b" }] }, { steps: [{ name: "c" }, { name: "d" }] }],
        },
      ],
      4 + 7 + 12,
    ],
  ])("are those of %s", (_what, steps, count) => {
    expect(events(steps)).toBe(AROUND + count);
  });

  test("are three more for each retry that a step's own rule allows", () => {
    const steps = [{ name: "a", retry: { maxAttempts: 7 } }];
    expect(events(steps, true)).toBe(events(steps) + 3 * 7);
  });

  test("are those of what undoes, where that is the longest way", () => {
    const steps: Steps = [
      { name: "a", compensation: "undo-a" },
      { name: "b", compensation: "undo-b", onFailure: "compensate" },
    ];
    // Instead of Succeeded: what keeps the error, whether b was tried, two that undo, and Fail.
    expect(events(steps)).toBeGreaterThanOrEqual(AROUND - 2 + 10 + 2 + 10 + 1);
  });

  test("of a map grow with its items, up to those that an execution has room for", () => {
    const { definition } = planOf([
      { name: "all", map: { items: "input.lines", steps: [{ name: "a" }] } },
    ]);
    const withItems = (items: number) =>
      mostEvents(definition, { itemsOf: () => items, retries: false });
    // Iteration started and succeeded, the task, and the state that ends it.
    expect(withItems(2) - withItems(1)).toBe(2 + 5 + 2);
    const most = itemsWithRoom(definition, "all", false);
    expect(withItems(most)).toBeLessThanOrEqual(25_000);
    expect(withItems(most + 1)).toBeGreaterThan(25_000);
  });
});

describe("a warning says that retries may fill the history", () => {
  const steps = (last: number): Steps => [
    ...Array.from({ length: 8 }, (_, index) => ({
      name: `step-${index}`,
      retry: { maxAttempts: 999 },
    })),
    { name: "last", retry: { maxAttempts: last } },
  ];

  test("of all steps together", () => {
    // 6 around, 9 tasks of 5, 8 times 999 retries and those of the last, 3 events each.
    const fitting = Math.floor((25_000 - AROUND - 9 * 5 - 8 * 999 * 3) / 3);
    expect(codesOf(steps(fitting))).toEqual([]);
    expect(historyWarnings(planOf(steps(fitting + 1)))).toMatchObject([
      { code: "HISTORY_FULL_OF_RETRIES", at: ["steps", 0, "retry", "maxAttempts"] },
    ]);
  });

  test("with fewer than 100 items of a map", () => {
    const lines = (maxAttempts: number): Steps => [
      {
        name: "all",
        map: { items: "input.lines", steps: [{ name: "a", retry: { maxAttempts } }] },
      },
    ];
    const room = (maxAttempts: number) =>
      itemsWithRoom(planOf(lines(maxAttempts)).definition, "all", true);
    expect(room(80)).toBe(100);
    expect(codesOf(lines(80))).toEqual([]);
    expect(room(81)).toBe(99);
    expect(historyWarnings(planOf(lines(81)))).toMatchObject([
      { code: "HISTORY_FULL_OF_ITEMS", message: expect.stringContaining("100 items exceed") },
    ]);
  });
});

describe("a warning says that a map asks for more than the concurrency of a step inside", () => {
  const lines = (maxConcurrency: number | undefined, concurrency: number): Steps => [
    {
      name: "all",
      map: {
        items: "input.lines",
        ...(maxConcurrency !== undefined && { maxConcurrency }),
        steps: [{ name: "a", concurrency, retry: never }],
      },
    },
  ];

  test.each([
    [6, 5, ["MAP_ABOVE_CONCURRENCY"]],
    [5, 5, []],
    [undefined, 39, ["MAP_ABOVE_CONCURRENCY"]],
    [undefined, 40, []],
  ])("with maxConcurrency %j above %i", (maxConcurrency, concurrency, codes) => {
    expect(codesOf(lines(maxConcurrency, concurrency))).toEqual(codes);
  });

  test("also by maps in each other, and for what undoes", () => {
    const [inner] = lines(3, 9);
    if (!inner) throw new TypeError("There is a step.");
    const outer = (maxConcurrency: number): Steps => [
      { name: "bags", map: { items: "input.bags", maxConcurrency, steps: [inner] } },
    ];
    expect(codesOf(outer(3))).toEqual([]);
    expect(codesOf(outer(4))).toEqual(["MAP_ABOVE_CONCURRENCY"]);
    const undone: Steps = [
      {
        name: "all",
        map: {
          items: "input.lines",
          maxConcurrency: 4,
          steps: [{ name: "a", compensation: { name: "undo-a", concurrency: 3 } }],
        },
        onFailure: "compensate",
      },
    ];
    expect(historyWarnings(planOf(undone))).toMatchObject([
      {
        code: "MAP_ABOVE_CONCURRENCY",
        at: ["steps", 0, "map", "steps", 0, "compensation", "concurrency"],
        suggestion: expect.stringContaining("maxConcurrency of the map to 3"),
      },
    ]);
  });
});
