import { describe, expect, test } from "vitest";
import { transportLimits } from "../../../src/workflow/rules/rules.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";

const problemsWith = (transport: TransportName, step: string, name = "w") =>
  parseWorkflow(`name: ${name}\ntransport: ${transport}\nsteps:\n  - ${step}\n`, "f").problems;

const tooMuch: readonly (readonly [what: string, step: string, code: string, works: RegExp])[] = [
  ["one at a time", "{ name: a, concurrency: 1 }", "QUEUE_CONCURRENCY", /concurrency: 2/],
  ["over 1000 at once", "{ name: a, concurrency: 1001 }", "QUEUE_CONCURRENCY", /1000 or less/],
  [
    "over 994 repeats",
    "{ name: a, timeout: 1s, retry: { maxAttempts: 995 } }",
    "QUEUE_MAX_ATTEMPTS",
    /994 or less/,
  ],
  [
    "delays over 11 hours",
    "{ name: a, retry: { maxDelay: 39601s, maxAttempts: 0 } }",
    "QUEUE_DELAY",
    /11h or less/,
  ],
  [
    "4 days of repeats by time-out",
    "{ name: a, timeout: 15m, retry: { maxAttempts: 58 } }",
    "QUEUE_RETENTION",
    /maxAttempts to 57 or less/,
  ],
  [
    "4 days of repeats by delay",
    "{ name: a, retry: { maxDelay: 11h, maxAttempts: 8 } }",
    "QUEUE_RETENTION",
    /maxAttempts to 7 or less/,
  ],
  [
    "a compensation one at a time",
    "{ name: a, onFailure: compensate, compensation: { name: b, concurrency: 1 } }",
    "QUEUE_CONCURRENCY",
    /state-machine/,
  ],
  [
    "an approval",
    "{ name: a, approval: { timeout: 3d } }",
    "QUEUE_FORM",
    /start another with the answer/,
  ],
  [
    "a fallback one at a time",
    "{ name: a, onFailure: fallback, fallback: { name: b, concurrency: 1 } }",
    "QUEUE_CONCURRENCY",
    /state-machine/,
  ],
];

describe.each(tooMuch)("%s", (_, step, code, works) => {
  test("is refused for a queue, with what would work", () => {
    expect(problemsWith("queue", step)).toMatchObject([
      { code, suggestion: expect.stringMatching(works), line: 4 },
    ]);
    expect(problemsWith("queue", step)[0]?.suggestion).toMatch(/transport: state-machine/);
  });

  test("is fine for a state machine", () => {
    expect(problemsWith("state-machine", step)).toEqual([]);
  });
});

test.each([
  "{ name: a, concurrency: 2 }",
  "{ name: a, concurrency: 1000 }",
  "{ name: a, timeout: 1s, retry: { maxAttempts: 994 } }",
  "{ name: a, timeout: 15m, retry: { maxAttempts: 57 } }",
  "{ name: a, retry: { maxDelay: 11h, interval: 11h, maxAttempts: 7 } }",
])("a queue can do %s", (step) => {
  expect(problemsWith("queue", step)).toEqual([]);
});

test("an interval over 11 hours is reported with the delay", () => {
  const step = "{ name: a, retry: { interval: 13h, maxDelay: 14h } }";
  expect(problemsWith("queue", step)).toMatchObject([
    { code: "QUEUE_DELAY", line: 4, column: 35 },
    { code: "QUEUE_DELAY", line: 4, column: 50 },
  ]);
});

test("a queue's name has room for 80 characters", () => {
  const workflow = "w".repeat(40);
  expect(problemsWith("queue", `name: ${"a".repeat(35)}`, workflow)).toEqual([]);
  expect(problemsWith("queue", `name: ${"a".repeat(36)}`, workflow)).toMatchObject([
    { code: "QUEUE_NAME_LENGTH", suggestion: expect.stringMatching(/by 1,/), line: 4, column: 11 },
  ]);
  expect(problemsWith("state-machine", `name: ${"a".repeat(40)}`, workflow)).toEqual([]);
});

test("the limits can be asked for before a transport is chosen", () => {
  const { workflow } = parseWorkflow("name: w\nsteps: [{ name: a, concurrency: 1 }]\n", "f");
  expect(workflow && transportLimits(workflow, "queue")).toMatchObject([
    { code: "QUEUE_CONCURRENCY", at: ["steps", 0, "concurrency"] },
  ]);
  expect(workflow && transportLimits(workflow, "state-machine")).toEqual([]);
});
