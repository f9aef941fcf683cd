import { isTask } from "../../../forms/traits.ts";
import { type Finding, headOf } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import { locationsOf } from "../../../workflow/steps/locations.ts";
import type { Workflow } from "../../../workflow/workflow.ts";

export const rule: Rule = {
  codes: ["NAME_COLLISION"],
  check: ({ workflow }) => beginName(workflow),
};

/** The queue in front of a first choice or wait is called begin. */
function beginName(workflow: Workflow): Finding[] {
  const [first] = workflow.steps;
  if (!first || isTask(first)) return [];
  return locationsOf(workflow)
    .filter(({ task }) => task.name === "begin")
    .map(({ at }) => ({
      code: "NAME_COLLISION",
      message: `${headOf(workflow, [...at, "name"])}: the first queue of the workflow needs this name.`,
      suggestion: "Choose another name, or begin the workflow with a function.",
      at: [...at, "name"],
    }));
}

export const page: RulePage = {
  title: "A workflow that begins with a choice or a wait uses the name `begin`",
  text: "With the queue transport, Unchain adds a queue of that name before the choice or wait.",
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
