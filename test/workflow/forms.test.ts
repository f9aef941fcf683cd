import { describe, expect, test } from "vitest";
import { transportLimits } from "../../src/workflow/rules/rules.ts";
import { parseWorkflow } from "../../src/workflow/text/parse.ts";
import type { TransportName } from "../../src/workflow/workflow.ts";

/** The problems of a workflow of these steps, each with the text that it points at. */
function problemsOf(steps: string, transport?: TransportName) {
  const text = `name: w\n${transport ? `transport: ${transport}\n` : ""}steps:\n${steps}`;
  const lines = text.split("\n");
  return parseWorkflow(text, "w.yaml").problems.map(
    ({ code, message, suggestion, line, column }) => ({
      code,
      message,
      suggestion,
      at: lines[(line ?? 1) - 1]?.slice((column ?? 1) - 1, (column ?? 1) + 9),
    }),
  );
}

const task = "  - name: first\n";

type Row = readonly [steps: string, code: string, at: string, message: RegExp, suggestion: RegExp];

const each = (rows: readonly Row[]) =>
  test.each(rows)("%s", (steps, code, at, message, suggestion) => {
    const problems = problemsOf(`${task}${steps}\n`);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.at?.startsWith(at.slice(0, 10))).toBe(true);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.suggestion).toMatch(suggestion);
  });

describe("a step is one of the forms", () => {
  each([
    [
      "  - { name: a, wait: 1m, map: { items: input.x, steps: [{ name: b }] } }",
      "FORMS_MIXED",
      "map",
      /^Step "a": a step cannot be both wait and map/,
      /two steps/,
    ],
    [
      "  - { name: a, wait: 1m, retry: { maxAttempts: 1 } }",
      "KEY_NOT_ALLOWED",
      "retry",
      /a wait takes no retry, because it has no function/,
      /Remove it/,
    ],
    [
      "  - { name: a, choice: [{ otherwise: [] , when: { path: input.x, isPresent: true } }] }",
      "KEY_NOT_ALLOWED",
      "when",
      /branch 1 has otherwise and when/,
      /Write \{ when/,
    ],
    [
      "  - { name: a, onFailure: continue, wait: 1m }",
      "KEY_NOT_ALLOWED",
      "onFailure",
      /because it cannot fail/,
      /Remove it/,
    ],
    [
      "  - { name: a, timeout: 1m, parallel: [{ steps: [{ name: b }] }, { steps: [{ name: c }] }] }",
      "KEY_NOT_ALLOWED",
      "timeout",
      /a parallel takes no timeout/,
      /to the steps inside/,
    ],
    [
      "  - { name: a, approval: { timeout: 3d }, retry: { maxAttempts: 1 } }",
      "KEY_NOT_ALLOWED",
      "retry",
      /an approval takes no retry, because its function only asks/,
      /Remove it/,
    ],
    [
      "  - { name: a, approval: { timeout: 3d }, timeout: 1m }",
      "KEY_NOT_ALLOWED",
      "timeout",
      /belongs under approval/,
      /approval: \{ timeout: 3d \}/,
    ],
    [
      "  - { name: a, approval: { timeout: 3d }, claimCheck: true }",
      "KEY_NOT_ALLOWED",
      "claimCheck",
      /an approval takes no claimCheck/,
      /Remove it/,
    ],
    [
      "  - { name: a, wait: 1m, claimCheck: true }",
      "KEY_NOT_ALLOWED",
      "claimCheck",
      /a wait takes no claimCheck/,
      /Remove it/,
    ],
    ["  - { name: a, approval: {} }", "MISSING_KEY", "{}", /timeout is missing/, /timeout: 3d/],
    [
      "  - { name: a, approval: { timeout: 3d, after: 1d } }",
      "UNKNOWN_KEY",
      "after",
      /key "after"/,
      /Allowed here: timeout/,
    ],
    ["  - { name: a, waits: 1m }", "UNKNOWN_KEY", "waits", /key "waits"/, /"wait"/],
  ]);
});

describe("forms have limits", () => {
  each([
    ["  - { name: a, wait: 0s }", "OUT_OF_RANGE", "0s", /lasts 1s to 365d/, /1s or more/],
    ["  - { name: a, wait: 366d }", "OUT_OF_RANGE", "366d", /lasts 1s/, /365d or less/],
    [
      "  - { name: a, approval: { timeout: 59s } }",
      "OUT_OF_RANGE",
      "59s",
      /1m to 365d/,
      /1m or more/,
    ],
    [
      "  - { name: a, approval: { timeout: 366d } }",
      "OUT_OF_RANGE",
      "366d",
      /1m to 365d/,
      /365d or less/,
    ],
    [
      "  - { name: a, approval: { timeout: soon } }",
      "INVALID_DURATION",
      "soon",
      /a duration from 1m to 365d/,
      /timeout: 3d/,
    ],
    [
      "  - { name: a, wait: soon }",
      "INVALID_DURATION",
      "soon",
      /a duration from 1s/,
      /whole number/,
    ],
    [
      "  - { name: a, parallel: [{ steps: [{ name: b }] }] }",
      "LIST_TOO_SHORT",
      "[{ steps",
      /parallel has only 1/,
      /parallel:/,
    ],
    [
      "  - { name: a, map: { items: input.x, maxConcurrency: 41, steps: [{ name: b }] } }",
      "OUT_OF_RANGE",
      "41",
      /from 1 to 40/,
      /maxConcurrency: 5/,
    ],
    [
      "  - { name: a, map: { items: input.x, steps: [{ name: b, wait: 1s }] } }",
      "NO_TASK",
      "{ name: a",
      /the map does nothing/,
      /Add a function/,
    ],
    [
      "  - { name: a, choice: [{ otherwise: [{ name: b }] }, { when: { path: input.x, equals: 1 }, steps: [] }] }",
      "OTHERWISE_NOT_LAST",
      "otherwise",
      /after otherwise would never be taken/,
      /to the end/,
    ],
    [
      "  - { name: a, choice: [{ when: { path: input.x, equals: 1 } }] }",
      "MISSING_KEY",
      "{ when",
      /branch 1 has no steps/,
      /steps:/,
    ],
  ]);

  test("steps inside of steps, as far as a person can follow", () => {
    const inside = (depth: number): string =>
      depth === 0
        ? "{ name: z }"
        : `{ name: m${depth}, map: { items: input.x, steps: [${inside(depth - 1)}] } }`;
    expect(problemsOf(`  - ${inside(7)}\n`)).toEqual([]);
    expect(problemsOf(`  - ${inside(8)}\n`)).toMatchObject([{ code: "TOO_DEEP" }]);
  });

  test("a workflow of pauses does nothing", () => {
    expect(problemsOf("  - { name: a, wait: 1s }\n")).toMatchObject([{ code: "NO_TASK" }]);
  });
});

describe("paths lead to what can be there", () => {
  const choice = (path: string, operator = "equals: 1") =>
    `  - { name: a, choice: [{ when: { path: ${path}, ${operator} }, steps: [{ name: b }] }] }`;
  each([
    [choice("total"), "INVALID_PATH", "total", /"total" is not a path/, /input\.<name>/],
    [
      choice("input.__proto__.x"),
      "INVALID_PATH",
      "input.__proto__.x",
      /is not a path/,
      /other than __proto__/,
    ],
    [choice("item.x"), "INVALID_PATH", "item.x", /item exists only inside a map/, /Begin with/],
    [
      choice("results.frist.x"),
      "UNKNOWN_STEP",
      "results.frist",
      /does not belong to any step/,
      /results\.first/,
    ],
    [
      choice("results.b.x"),
      "UNKNOWN_STEP",
      "results.b.",
      /has not run at this point/,
      /results\.first/,
    ],
    [
      choice("errors.first"),
      "INVALID_PATH",
      "errors.first",
      /only test whether/,
      /isPresent: true/,
    ],
    [choice("results"), "INVALID_PATH", "results", /does not name a step/, /results\.first/],
    [
      choice("input.x", "equals: 1, lessThan: 2"),
      "CONDITION_MIXED",
      "lessThan",
      /one comparison, not both equals and lessThan/,
      /all: /,
    ],
  ]);

  test("a map sees what was before, and nobody outside sees into it but through its own name", () => {
    const map = "  - { name: m, map: { items: results.first.list, steps: [{ name: in }] } }\n";
    expect(problemsOf(`${task}${map}${choice('"results.m[0].in.x"')}\n`)).toEqual([]);
    expect(problemsOf(`${task}${map}${choice("results.in.x")}\n`)).toMatchObject([
      { code: "UNKNOWN_STEP" },
    ]);
  });

  test("branches of a parallel do not see each other", () => {
    const other = "{ name: c, choice: [{ when: { path: results.b.x, equals: 1 }, steps: [] }] }";
    expect(
      problemsOf(
        `${task}  - { name: p, parallel: [{ steps: [{ name: b }] }, { steps: [${other}] }] }\n`,
      ),
    ).toMatchObject([{ code: "UNKNOWN_STEP" }]);
  });
});

describe("names are unique, whatever they are inside of", () => {
  test("a name taken in another branch", () => {
    const steps =
      "  - { name: p, parallel: [{ steps: [{ name: x }] }, { steps: [{ name: x }] }] }\n";
    expect(problemsOf(steps)).toMatchObject([
      {
        code: "DUPLICATE_NAME",
        message:
          'Step "x" in branch 2 of "p": the name is already used by step "x" in branch 1 of "p".',
      },
    ]);
  });
});

describe("compensation across branches", () => {
  const parallel = (a: string, b: string, own = "") =>
    `  - { name: p, parallel: [{ steps: [{ name: a${a} }] }, { steps: [{ name: b${b} }] }]${own} }\n`;

  test("a failing branch may undo another", () => {
    expect(problemsOf(parallel(", onFailure: compensate", ", compensation: u"))).toEqual([]);
    expect(problemsOf(parallel("", ", compensation: u", ", onFailure: compensate"))).toEqual([]);
  });

  test("what no failure asks for is said", () => {
    expect(problemsOf(parallel("", ", compensation: u"))).toMatchObject([
      { code: "COMPENSATION_NEVER_RUN" },
    ]);
    expect(problemsOf(parallel(", onFailure: compensate", ""))).toMatchObject([
      { code: "NOTHING_TO_COMPENSATE" },
    ]);
  });

  test("what runs in the place of them all is undone only by what comes behind", () => {
    const undoes = ", onFailure: compensate, compensation: ua";
    const fallback = (rules: string) => `, onFailure: fallback, fallback: { name: f${rules} }`;
    const ofFallback = parallel(undoes, "", fallback(", compensation: u"));
    expect(problemsOf(ofFallback)).toMatchObject([
      {
        code: "COMPENSATION_NEVER_RUN",
        message: expect.stringContaining('Compensation "u" of fallback "f" of step "p"'),
      },
    ]);
    const behind = "  - { name: c, onFailure: compensate }\n";
    expect(problemsOf(`${ofFallback}${behind}`)).toEqual([]);
    const itself = fallback(", onFailure: compensate, compensation: u");
    expect(problemsOf(parallel("", "", itself))).toEqual([]);
    expect(problemsOf(parallel(undoes, "", fallback(", onFailure: compensate")))).toEqual([]);
  });
});

test("rules of a parallel in which nothing fails never apply", () => {
  const inner = (name: string) => `{ steps: [{ name: ${name}, onFailure: continue }] }`;
  const parallel = `  - { name: p, onFailure: continue, parallel: [${inner("a")}, ${inner("b")}] }\n`;
  expect(problemsOf(parallel)).toMatchObject([{ code: "FAILURE_NEVER_COMES", at: "onFailure:" }]);
});

describe("what queues cannot do", () => {
  const limits = (steps: string) => {
    const { workflow } = parseWorkflow(`name: w\nsteps:\n${steps}`, "w.yaml");
    if (!workflow) throw new Error("The workflow is not valid.");
    return transportLimits(workflow, "queue").map(({ code, message }) => `${code} ${message}`);
  };

  test.each([
    [
      "  - { name: p, parallel: [{ steps: [{ name: a }] }, { steps: [{ name: b }] }] }\n",
      /^QUEUE_FORM Step "p": the queue transport does not support parallel/,
    ],
    [
      "  - { name: m, map: { items: input.x, steps: [{ name: a }] } }\n",
      /^QUEUE_FORM Step "m": the queue transport does not support map/,
    ],
    [`${task}  - { name: a, wait: 16m }\n  - name: b\n`, /^QUEUE_WAIT Step "a": .* at most 15m/],
    [
      `${task}  - { name: a, wait: 10m }\n  - { name: c, choice: [{ when: { path: input.x, equals: 1 }, steps: [{ name: d, wait: 6m }] }] }\n  - name: b\n`,
      /^QUEUE_WAIT Step "d" in branch 1 of "c"/,
    ],
    [`${task}  - { name: a, wait: 1m }\n`, /^QUEUE_WAIT Step "a": with the queue transport/],
    ["  - { name: a, wait: 1m }\n  - name: begin\n", /^NAME_COLLISION Step "begin"/],
  ])("%s", (steps, message) => {
    expect(limits(steps)).toEqual([expect.stringMatching(message)]);
  });

  test("alternatives do not add up", () => {
    const wait = (name: string) => `[{ name: ${name}, wait: 10m }]`;
    const choice = `  - { name: c, choice: [{ when: { path: input.x, equals: 1 }, steps: ${wait("d")} }, { otherwise: ${wait("e")} }] }\n`;
    expect(limits(`${task}${choice}  - name: b\n`)).toEqual([]);
  });

  test("choices in a row that multiply", () => {
    const choice = (number: number) =>
      `  - { name: c${number}, choice: [{ when: { path: input.x, equals: ${number} }, steps: [] }] }\n`;
    const row = (count: number) => Array.from({ length: count }, (_, index) => choice(index));
    expect(limits(`${task}${row(6).join("")}  - name: b\n`)).toEqual([]);
    expect(limits(`${task}${row(40).join("")}  - name: b\n`)).toEqual([
      expect.stringMatching(/^QUEUE_CHOICES/),
    ]);
  });
});
