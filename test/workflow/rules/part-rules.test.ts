import { expect, test } from "vitest";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";

const text = (lines: string) => `name: shop\n${lines}\nsteps:\n  - name: pay\n`;

test.each([
  ["as: construct", "cdk", "sam", '"infrastructure: cdk", or remove'],
  ["as: module", "terraform", "sam", '"infrastructure: terraform", or remove'],
  ["as: module", "terraform", "cdk", '"infrastructure: terraform" or "as: construct", or remove'],
])("%s is one of %s, and a finding with %s", (line, target, other, fix) => {
  const { problems } = parseWorkflow(text(`infrastructure: ${other}\n${line}`), "workflow.yaml");
  expect(problems).toEqual([
    {
      code: "PART_OF_ANOTHER_TARGET",
      message: expect.stringContaining(`infrastructure: ${target}, not with ${other}`),
      suggestion: expect.stringContaining(fix),
      path: "workflow.yaml",
      line: 3,
      column: 5,
    },
  ]);
});

test("another part than these is refused with the two that there are", () => {
  const { problems } = parseWorkflow(text("as: stack"), "workflow.yaml");
  expect(problems).toEqual([
    expect.objectContaining({
      code: "INVALID_VALUE",
      message: 'Workflow: as must be construct or module, not "stack".',
      suggestion: 'Write "as: construct".',
    }),
  ]);
});
