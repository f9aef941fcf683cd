import { describe, expect, test } from "vitest";
import { explainWorkflow } from "../../../src/explain/explain.ts";
import { formatRuns } from "../../../src/explain/prices/usd.ts";
import { explainInBrief, explanationText } from "../../../src/explain/report/text.ts";
import { order, workflowOf } from "../explained.ts";

const textOf = (width: number) => explanationText(explainWorkflow(order), { width, colour: false });

test.each([
  [100, "100 runs a second"],
  [0.5, "30 runs a minute"],
  [1 / 3_600, "1 run an hour"],
  [1 / 86_400, "1 run a day"],
])("%d a second reads %s", (perSecond, text) => {
  expect(formatRuns(perSecond)).toBe(text);
});

describe("the text of the order example", () => {
  test.each([60, 80, 120])("has every figure in %i columns", (width) => {
    const text = textOf(width);
    expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(text).toMatch(/Plain design +27\.93 +13\.53 +18\.83 +113\.93 +17\.23\n/);
    expect(text).toMatch(/Total +27\.93 +13\.53 +23\.16 +142\.68 +17\.23\n/);
    expect(text).toMatch(/Environments +410 +200 +200 +200 +200\n/);
    expect(text).toMatch(/Most calls +96 +6 +6 +6 +6\n/);
    expect(text.match(/^- /gm)?.length).toBeLessThanOrEqual(5);
  });

  test("says where the prices are from, how often it runs and how long the steps take", () => {
    const text = textOf(120);
    expect(text).toContain("Prices of us-east-1, arm64, as of 2026-09-11; 100 runs a second");
    expect(text).toContain("create-order 200 ms at 512 MB, process-payment 1.5 s at 512 MB");
    expect(text).not.toContain("assumed)");
  });

  test("is bold only where somebody looks at it in colour", () => {
    expect(textOf(80)).not.toContain("\u001b");
    const text = explanationText(explainWorkflow(order), { width: 80, colour: true });
    expect(text).toContain("\u001b[1m");
  });
});

test("a design that cannot do it has no column, but a reason", () => {
  const asked = explainWorkflow(workflowOf([{ name: "ask", approval: { timeout: "3d" } }]));
  const text = explanationText(asked, { width: 80, colour: false });
  expect(text).toMatch(/USD\/million +Standard\n/);
  expect(text).toMatch(/Nested chain: not possible\. ask waits for a person/);
});

test("what is assumed is marked, and many steps are summed up", () => {
  const few = explainWorkflow(workflowOf([{ name: "a" }, { name: "b" }]));
  expect(explanationText(few, { width: 120, colour: false })).toContain(
    "a 1 s (assumed) at 256 MB",
  );
  const many = Array.from({ length: 12 }, (_, index) => ({ name: `s${index}` }));
  const text = explanationText(explainWorkflow(workflowOf(many)), { width: 120, colour: false });
  expect(text).toContain("12 functions, 12 s from start to end; the time of 12 is assumed");
});

test("in brief it is four lines", () => {
  expect(explainInBrief(explainWorkflow(order))).toEqual([
    "A million runs of 2 s each cost in USD:",
    "  nested calls 27.93, one function 13.53, queues 23.16, state machine 142.68.",
    "With nested calls, AWS would bill 2.1 s of waiting per run.",
    "At 100 runs a second, nested calls hold 410, the state machine 200 functions at once.",
  ]);
});
