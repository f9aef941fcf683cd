import { expect, test } from "vitest";
import { lengthWarnings } from "../../../src/workflow/rules/steps/list-length.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";

const text = (path: string) => `name: w
transport: state-machine
steps:
  - name: any-lines
    choice:
      - when: { path: ${path}, greaterThan: 0 }
        steps: [{ name: pack }]
  - name: lines
    map: { items: input.lines, steps: [{ name: ship }] }
  - name: any-shipped
    choice:
      - when: { all: [{ path: results.lines.length, greaterThan: 0 }] }
        steps: [{ name: tell }]
`;

test("what is known to be a list has no length, and the finding says what to ask instead", () => {
  expect(parseWorkflow(text("input.lines.length"), "workflow.yaml").problems).toEqual([
    {
      code: "INVALID_PATH",
      message: 'Step "any-lines": input.lines is a list, and JSON lists have no length.',
      suggestion: 'Test whether it has an item: { path: "input.lines[0]", isPresent: true }.',
      path: "workflow.yaml",
      line: 6,
      column: 23,
    },
    expect.objectContaining({
      code: "INVALID_PATH",
      message: 'Step "any-shipped": results.lines is a list, and JSON lists have no length.',
    }),
  ]);
});

test("what may be a list is told, since it may be an object with a length as well", () => {
  const { workflow } = parseWorkflow(
    text("input.parcel.length").replace("results.lines.length", '"results.lines[0]"'),
    "workflow.yaml",
  );
  expect(workflow && lengthWarnings(workflow)).toEqual([
    {
      code: "LENGTH_IN_CONDITION",
      message:
        'Step "any-lines": if input.parcel is a list or a string, input.parcel.length does not exist, and the condition is false.',
      suggestion:
        'To test whether a list has an item, write { path: "input.parcel[0]", isPresent: true }. If length is a field of an object, ignore this warning.',
      at: ["steps", 0, "choice", 0, "when", "path"],
    },
  ]);
});
