import { expect, test } from "vitest";
import {
  findStep,
  pathOf,
  stepsIn,
  withoutStepAt,
  withStepAt,
} from "../../../../src/workflow/text/edit/step-lists.ts";

const workflow = {
  name: "w",
  steps: [
    { name: "a", compensation: { name: "undo" } },
    {
      name: "pick",
      choice: [
        { when: { path: "input.a", equals: 1 }, steps: [{ name: "b" }, { name: "c" }] },
        { otherwise: [{ name: "d" }] },
      ],
    },
    { name: "each", map: { items: "input.lines", steps: [{ name: "e" }] } },
  ],
};

test("steps are found at any depth, in the order of the text; what undoes a step is none", () => {
  expect(stepsIn(workflow).map(({ name }) => name)).toEqual([
    "a",
    "pick",
    "b",
    "c",
    "d",
    "each",
    "e",
  ]);
  expect(findStep(workflow, "d")).toEqual(["steps", 1, "choice", 1, "otherwise", 0]);
  expect(findStep(workflow, "undo")).toBeUndefined();
});

test.each([
  [{ at: "end" } as const, ["steps", 3]],
  [{ after: "a" }, ["steps", 1]],
  [{ before: "a" }, ["steps", 0]],
  [{ after: "b" }, ["steps", 1, "choice", 0, "steps", 1]],
  [{ before: "e" }, ["steps", 2, "map", "steps", 0]],
  [{ after: "nobody" }, undefined],
])("%j is %j", (position, at) => {
  expect(pathOf(workflow, position)).toEqual(at);
});

test("a step that is put in and taken out leaves the document as it was", () => {
  for (const { at } of stepsIn(workflow)) {
    const longer = withStepAt(workflow, at, { name: "new" });
    expect(findStep(longer, "new")).toEqual(at);
    expect(withoutStepAt(longer, at)).toEqual(workflow);
  }
});

test("junk has no steps", () => {
  for (const junk of [null, 1, "steps", [], { steps: 1 }, { steps: [null, 1, { name: 2 }] }]) {
    expect(stepsIn(junk)).toEqual([]);
  }
});
