import { describe, expect, test } from "vitest";
import { formTests } from "../../src/plan/form-tests.ts";
import type { WorkflowDocument } from "../../src/workflow/schema.ts";
import type { Transport } from "../../src/workflow/workflow.ts";
import { checked } from "./checked.ts";

type Steps = WorkflowDocument["steps"];

const lastingOf = (steps: Steps, transport: Transport, name: string) =>
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
