import { describe, expect, test } from "vitest";
import { planProject } from "../../../src/plan/plan.ts";
import { longestByRules } from "../../../src/transports/state-machine/execution-time.ts";
import type { StateMachinePlan } from "../../../src/transports/state-machine/plan.ts";
import { timeoutWarning } from "../../../src/transports/state-machine/timeout-warnings.ts";
import type { WorkflowDocument } from "../../../src/workflow/grammar/workflow-keys.ts";
import type { WorkflowWithTransport } from "../../../src/workflow/workflow.ts";
import { checked } from "../../plan/checked.ts";

type Steps = WorkflowDocument["steps"];

const DAY = 86_400;

function planOf(steps: Steps, rest: Partial<WorkflowWithTransport> = {}): StateMachinePlan {
  const workflow = { ...checked(steps, "state-machine"), ...rest };
  return planProject(workflow, { packageManager: "npm" }) as StateMachinePlan;
}

const byRules = (steps: Steps) => longestByRules(planOf(steps).definition);

const timeoutOf = (steps: Steps) => planOf(steps).definition.TimeoutSeconds;

/** A task that is tried once: its function's timeout, and a cold start. */
const once = (name: string) => ({ name, timeout: "30s", retry: { maxAttempts: 0 } });
const ONCE = 45;

describe("the longest that an execution takes by its rules", () => {
  test.each<[string, Steps, number]>([
    ["tries and delays", [{ name: "a", retry: { maxAttempts: 3 } }], 4 * ONCE + 2 + 4 + 8],
    [
      "delays up to the longest",
      [{ name: "a", retry: { maxAttempts: 3, interval: "10s", maxDelay: "15s" } }],
      4 * ONCE + 10 + 15 + 15,
    ],
    ["waits", [once("a"), { name: "b", wait: "1h" }, once("c")], 2 * ONCE + 3600],
    [
      "an answer, waited for once",
      [{ name: "a", approval: { timeout: "1d" } }],
      DAY + 3 * 915 + 2 + 4 + 8,
    ],
    [
      "the longest of branches",
      [
        {
          name: "p",
          parallel: [{ steps: [once("a")] }, { steps: [once("b"), { name: "w", wait: "1m" }] }],
        },
      ],
      ONCE + 60,
    ],
    ["one item of a map", [{ name: "m", map: { items: "input.a", steps: [once("a")] } }], ONCE],
    [
      "what is undone",
      [
        {
          ...once("a"),
          onFailure: "compensate",
          compensation: { ...once("b"), retry: { maxAttempts: 1 } },
        },
      ],
      ONCE + 2 * ONCE + 2,
    ],
  ])("has %s", (_, steps, seconds) => {
    expect(byRules(steps)).toBe(seconds);
  });
});

describe("the timeout of a workflow that says none", () => {
  test("is more than its waits, its answers and every wait for a turn", () => {
    expect(timeoutOf([once("a")])).toBe(DAY);
    // 300 tries of a throttled task, most of them a minute apart, take about five hours.
    const steps = ["a", "b", "c", "d", "e"].map(once);
    expect(timeoutOf(steps)).toBe(2 * DAY);
    expect(timeoutOf([...steps, { name: "w", wait: "10d" }])).toBe(12 * DAY);
    expect(timeoutOf([{ name: "q", approval: { timeout: "10d" } }])).toBe(11 * DAY);
  });

  test("has room for as many items as a history holds", () => {
    const map = (maxConcurrency: number): Steps => {
      return [{ name: "m", map: { items: "input.a", maxConcurrency, steps: [once("a")] } }];
    };
    // 6,250 items, each of which may wait for its turn for about five hours.
    expect(timeoutOf(map(40))).toBe(34 * DAY);
    expect(timeoutOf(map(10))).toBe(133 * DAY);
    expect(timeoutOf(map(1))).toBe(365 * DAY);
  });

  test("is never over a year", () => {
    expect(timeoutOf([once("a"), { name: "w", wait: "365d" }])).toBe(365 * DAY);
  });
});

test("a timeout that is said is that of the state machine", () => {
  expect(planOf([once("a")], { timeoutSeconds: 60 }).definition.TimeoutSeconds).toBe(60);
});

describe("a timeout that ends what its rules would go on with", () => {
  const warningAt = (timeoutSeconds: number) =>
    timeoutWarning(planOf([{ name: "a", retry: { maxAttempts: 3 } }], { timeoutSeconds }));

  test("is a warning with what would be enough", () => {
    const warning = warningAt(193);
    expect(warning).toMatchObject({ code: "TIMEOUT_CUTS_SHORT", at: ["timeout"] });
    expect(warning?.message).toContain("can take 194s, but the timeout (193s) ends it before");
    expect(warning?.suggestion).toContain("Set timeout to 194s or more");
  });

  test("is none where it is just enough, or nothing is said", () => {
    expect(warningAt(194)).toBeUndefined();
    expect(timeoutWarning(planOf([{ name: "a" }]))).toBeUndefined();
  });
});
