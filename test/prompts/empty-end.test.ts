import { expect, test } from "vitest";
import { emptyEnd } from "../../src/prompts/empty-end.ts";

const pay = { name: "pay" };
const isLarge = { path: "input.total", greaterThan: 5 };

test.each([
  ["a branch of a choice", { choice: [{ when: isLarge, steps: [] }] }, "Branch 1 of pick has"],
  ["another branch", { parallel: [{ steps: [pay] }, { steps: [] }] }, "Branch 2 of pick has"],
  ["a choice without branches", { choice: [] }, "Pick has no steps"],
  ["the items of a map", { map: { items: "input.lines", steps: [] } }, "Each item of pick has"],
  [
    "a branch within a branch",
    {
      choice: [{ when: isLarge, steps: [{ name: "both", parallel: [{ steps: [] }] }] }],
    },
    "Branch 1 of both has",
  ],
])("says that %s has no steps", (_, form, expected) => {
  const said = emptyEnd([pay, { name: "pick", ...form }]);
  expect(said).toContain(expected);
  expect(said).toContain('choose "answer pick again"');
});

test("says nothing of what is complete, or is not the end", () => {
  const parallel = [{ steps: [pay] }, { steps: [pay] }];
  expect(emptyEnd([])).toBeUndefined();
  expect(emptyEnd([pay])).toBeUndefined();
  expect(emptyEnd([{ name: "both", parallel }])).toBeUndefined();
  expect(emptyEnd([{ name: "both", parallel: [{ steps: [] }] }, pay])).toBeUndefined();
});
