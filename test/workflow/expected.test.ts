import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatExpectedDuration,
  formatRate,
  parseExpectedDuration,
  parseRate,
  runsPerSecond,
} from "../../src/workflow/expected.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../src/workflow/text/write.ts";
import { rateArbitrary } from "./arbitrary/arbitrary.ts";

const workflowWith = (step: string, top = "") =>
  `name: shop\n${top}steps:\n  - name: pay\n    ${step}\n`;

const problemsOf = (text: string) => parseWorkflow(text, "workflow.yaml").problems;

test.each([
  ["1.5s", 1_500],
  ["200ms", 200],
  ["2m", 120_000],
  ["0.0004s", 0],
  ["1.1s", 1_100],
])("%s is %i ms", (text, milliseconds) => {
  expect(parseExpectedDuration(text)).toBe(milliseconds);
});

test.each(["1h", "1.5", ".5s", "1.s", "-1s", "1e3s", "1s\n"])("%j is no such duration", (text) => {
  expect(parseExpectedDuration(text)).toBeUndefined();
});

test("durations and rates are written as they are read", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900_000 }), rateArbitrary, (milliseconds, rate) => {
      expect(parseExpectedDuration(formatExpectedDuration(milliseconds))).toBe(milliseconds);
      expect(parseRate(formatRate(rate))).toEqual(rate);
    }),
  );
});

test("a rate is runs a second", () => {
  expect(runsPerSecond({ runs: 100, per: "s" })).toBe(100);
  expect(runsPerSecond({ runs: 86_400, per: "d" })).toBe(1);
});

test("what is expected is part of the workflow, and is written again", () => {
  const text = [
    "name: shop",
    "expected: { rate: 5000/d }",
    "steps:",
    "  - name: pay",
    "    expected: { duration: 1.5s, memory: 512 }",
    "",
  ].join("\n");
  const { workflow } = parseWorkflow(text, "workflow.yaml");
  expect(workflow).toMatchObject({
    expected: { rate: { runs: 5_000, per: "d" } },
    steps: [{ expected: { durationMs: 1_500, memoryMb: 512 } }],
  });
  expect(workflow && writeWorkflow(workflow)).toBe(text);
});

test("an expectation that says nothing is none", () => {
  const { workflow } = parseWorkflow(workflowWith("expected: {}"), "workflow.yaml");
  expect(workflow?.steps[0]).not.toHaveProperty("expected");
});

describe("what is wrong is said where it is, with what would work", () => {
  test.each([
    ["expected: { duration: 16m }", "OUT_OF_RANGE", /over 15m/, /15m or less/, 27],
    ["expected: { duration: 0s }", "OUT_OF_RANGE", /under 1ms/, /1ms or more/, 27],
    ["expected: { duration: 40s }", "EXPECTED_TOO_LONG", /\(40s\).*\(30s\)/, /more than 40s/, 27],
    ["expected: { duration: 1.5 sec }", "INVALID_DURATION", /1ms to 15m/, /mean 1.5s/, 27],
    ["expected: { duration: 1500 }", "INVALID_DURATION", /1500/, /mean 1500ms/, 27],
    ["expected: { memory: 64 }", "OUT_OF_RANGE", /from 128 to 10240/, /memory: 512/, 25],
    ["expected: { memory: 512MB }", "INVALID_MEMORY", /512mb/i, /mean 512/, 25],
    ["expected: { memory: 1 GB }", "INVALID_MEMORY", /GB/, /mean 1024/, 25],
    ["expected: { memroy: 512 }", "UNKNOWN_KEY", /in expected/, /"memory"/, 17],
    ["expected: 1s", "WRONG_TYPE", /a mapping of duration and memory/, /expected: \{/, 15],
    ["memory: 512", "UNKNOWN_KEY", /"memory"/, /inside of expected: \{ memory/, 5],
    [
      "compensation: { name: undo, expected: {} }",
      "KEY_NOT_ALLOWED",
      /compensation takes no/,
      /to a step/,
      33,
    ],
  ] as const)("%s", (step, code, message, suggestion, column) => {
    const problem = problemsOf(workflowWith(step)).find((one) => one.code === code);
    expect(problem).toMatchObject({
      message: expect.stringMatching(message),
      suggestion: expect.stringMatching(suggestion),
      line: 4,
      column,
    });
  });

  test.each([
    ["expected: { rate: 100 }", "INVALID_RATE", /mean 100\/s/],
    ["expected: { rate: 100 per minute }", "INVALID_RATE", /mean 100\/m/],
    ["expected: { rate: often }", "INVALID_RATE", /rate: 100\/s/],
    ["expected: { rate: 0/s }", "OUT_OF_RANGE", /rate: 100\/s/],
    ["expected: { duration: 1s }", "UNKNOWN_KEY", /Allowed here: rate/],
    ["expected: {}", "MISSING_KEY", /rate: 100\/s/],
    ["rate: 100/s", "UNKNOWN_KEY", /inside of expected: \{ rate/],
  ])("of the workflow: %s", (top, code, suggestion) => {
    const problems = problemsOf(workflowWith("timeout: 1s", `${top}\n`));
    const problem = problems.find((one) => one.code === code);
    expect(problem).toMatchObject({
      code,
      suggestion: expect.stringMatching(suggestion),
      line: 2,
    });
  });

  test("only a function is expected to take its time", () => {
    const text =
      "name: shop\nsteps:\n  - name: pay\n  - name: rest\n    wait: 1m\n    expected: {}\n";
    expect(problemsOf(text)[0]).toMatchObject({ code: "KEY_NOT_ALLOWED", line: 6 });
  });
});
