import { type Finding, labelOf, sentence } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import { locationsOf } from "../../../workflow/steps/locations.ts";
import type { Workflow } from "../../../workflow/workflow.ts";

export const rule: Rule = {
  codes: ["NAME_COLLISION"],
  check: ({ workflow }) => beginName(workflow),
};

/** The queue in front of a first choice or wait is called begin. */
function beginName(workflow: Workflow): Finding[] {
  if (workflow.steps.length === 0 || workflow.steps[0]?.form === "task") return [];
  return locationsOf(workflow)
    .filter(({ task }) => task.name === "begin")
    .map(({ at }) => ({
      code: "NAME_COLLISION",
      message: `${sentence(labelOf(workflow, [...at, "name"]))}: the name is needed for the queue with which the workflow begins.`,
      suggestion: "Give it another name, or begin the workflow with a function.",
      at: [...at, "name"],
    }));
}

export const page: RulePage = {
  title: "`begin` is taken where a queue workflow begins with no function",
  text: "In front of a first choice or wait stands a queue of that name.",
  valid: [
    `
name: shop
transport: queue
steps:
  - name: begin
  - name: create-order
`,
  ],
  invalid: [
    {
      codes: ["NAME_COLLISION"],
      yaml: `
name: shop
transport: queue
steps:
  - name: cool-off
    wait: 1m
  - name: begin
`,
    },
  ],
};
