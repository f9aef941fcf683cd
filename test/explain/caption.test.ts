import { expect, test } from "vitest";
import { explainWorkflow } from "../../src/explain/explain.ts";
import { captionOf } from "../../src/explain/page/caption.ts";
import { ownTimelineSvg, timelineSvg } from "../../src/explain/page/timeline-svg.ts";
import { optionsWith, order, workflowOf } from "./explained.ts";

const mixed = workflowOf([
  { name: "weigh", expected: { duration: "2s" } },
  {
    name: "kind",
    choice: [
      { when: { path: "input.kind", equals: "a" }, steps: [{ name: "a" }] },
      { otherwise: [{ name: "b" }] },
    ],
  },
  { name: "lines", map: { items: "input.lines", steps: [{ name: "pack" }] } },
  { name: "allow", approval: { timeout: "2d" } },
]);

test("says what is assumed, and what is not shown", () => {
  expect(captionOf(mixed, explainWorkflow(mixed))).toEqual([
    "Steps of which workflow.yaml expects no duration are assumed to take 1 s.",
    "Of each choice the branch is shown that computes the most.",
    "Each map has 10 items, by assumption; the first one is shown.",
    "An approval counts as answered at once.",
  ]);
  expect(captionOf(mixed, explainWorkflow(mixed, optionsWith({ items: 2_000 })))[2]).toBe(
    "Each map has 2,000 items; the first one is shown.",
  );
  expect(captionOf(order, explainWorkflow(order))).toEqual([
    "Each step takes as long as is expected of it.",
  ]);
});

test("the picture of a project is that of its explanation without flags", () => {
  for (const workflow of [mixed, order]) {
    expect(ownTimelineSvg(workflow)).toBe(timelineSvg(workflow, explainWorkflow(workflow)));
  }
  expect(ownTimelineSvg(mixed)).toContain("Nested, if it could be done: each");
  expect(ownTimelineSvg(order)).toContain("Nested: each");
  expect(ownTimelineSvg(order).length).toBeLessThan(4_000);
});
