import { describe, expect, test } from "vitest";
import { formTests } from "../../../src/scenarios/tests/form-tests.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { checked } from "../../plan/checked.ts";

type Steps = WorkflowDocument["steps"];

const lastingOf = (steps: Steps, transport: TransportName, name: string) =>
  formTests(checked(steps, transport)).find(({ step }) => step === name)?.lasting;

describe("how long a wait lasts", () => {
  test("is seen in the log of a state machine, wherever the wait is", () => {
    const steps: Steps = [
      {
        name: "both",
        parallel: [
          { steps: [{ name: "a" }, { name: "short", wait: "10m" }] },
          { steps: [{ name: "b" }, { name: "long", wait: "20m" }] },
        ],
      },
      {
        name: "each",
        map: { items: "input.lines", steps: [{ name: "c" }, { name: "slow-down", wait: "5s" }] },
      },
      { name: "end", wait: "2h" },
    ];
    const seconds = { short: 600, long: 1200, "slow-down": 5, end: 7200 };
    for (const [name, expected] of Object.entries(seconds)) {
      expect(lastingOf(steps, "state-machine", name)).toMatchObject({
        seconds: expected,
        faults: [],
      });
    }
  });

  test("is seen with queues in when the next step runs, waits in a row together", () => {
    const steps: Steps = [
      { name: "first", wait: "10m" },
      { name: "a" },
      { name: "second", wait: "3m" },
      { name: "third", wait: "2m" },
      { name: "b" },
    ];
    expect(lastingOf(steps, "queue", "first")).toMatchObject({ seconds: 600, next: "a" });
    expect(lastingOf(steps, "queue", "second")).toMatchObject({ seconds: 300, next: "b" });
    expect(lastingOf(steps, "queue", "third")).toMatchObject({ seconds: 300, next: "b" });
  });

  test("is seen too where something has to fail first", () => {
    const steps: Steps = [
      { name: "a", onFailure: "continue" },
      {
        name: "failed",
        choice: [
          {
            when: { path: "errors.a", isPresent: true },
            steps: [{ name: "cool-down", wait: "1m" }],
          },
        ],
      },
      { name: "b" },
    ];
    const faults = [{ step: "a", kind: "fail", error: "PermanentError" }];
    expect(lastingOf(steps, "state-machine", "cool-down")).toMatchObject({ seconds: 60, faults });
    expect(lastingOf(steps, "queue", "cool-down")).toMatchObject({
      seconds: 60,
      faults,
      next: "b",
    });
  });
});

describe("a map", () => {
  const mapTestsOf = (steps: Steps, name: string) => {
    const tests = formTests(checked(steps, "state-machine")).find(({ step }) => step === name);
    return { items: tests?.items, concurrency: tests?.concurrency };
  };

  test("within a map has items of its own, in one item of the other", () => {
    const inner: Steps[number] = {
      name: "tags",
      map: { items: "item.tags", maxConcurrency: 2, steps: [{ name: "tag" }] },
    };
    const within: Record<string, Steps> = {
      "a map": [{ name: "bags", map: { items: "input.bags", steps: [inner] } }],
      "a parallel in a map": [
        {
          name: "bags",
          map: {
            items: "input.bags",
            steps: [{ name: "both", parallel: [{ steps: [{ name: "a" }] }, { steps: [inner] }] }],
          },
        },
      ],
    };
    for (const steps of Object.values(within)) {
      const { items, concurrency } = mapTestsOf(steps, "tags");
      expect(items).toMatchObject({
        fixture: { input: { bags: [{ tags: [{}, {}, {}] }] } },
        first: "tag",
        count: 3,
      });
      expect(concurrency).toMatchObject([
        {
          fixture: { input: { bags: [{ tags: [{}, {}, {}, {}, {}] }] } },
          task: "tag",
          limit: 2,
        },
      ]);
    }
  });

  test("is counted by what is inside of a step within it, where it has no function of its own", () => {
    const steps: Steps = [
      {
        name: "bags",
        map: {
          items: "input.bags",
          maxConcurrency: 1,
          steps: [
            {
              name: "both",
              parallel: [{ steps: [{ name: "a" }] }, { steps: [{ name: "b" }] }],
            },
          ],
        },
      },
    ];
    const { items, concurrency } = mapTestsOf(steps, "bags");
    expect(items).toMatchObject({ first: "a", count: 3 });
    expect(concurrency).toMatchObject([{ task: "a", limit: 1 }]);
  });

  test("behind a failure has what has to fail first", () => {
    const steps: Steps = [
      { name: "ask", onFailure: "continue" },
      {
        name: "failed",
        choice: [
          {
            when: { path: "errors.ask", isPresent: true },
            steps: [{ name: "each", map: { items: "input.lines", steps: [{ name: "look-up" }] } }],
          },
        ],
      },
    ];
    expect(mapTestsOf(steps, "each").items).toMatchObject({
      count: 3,
      faults: [{ step: "ask", kind: "fail" }],
    });
  });
});
