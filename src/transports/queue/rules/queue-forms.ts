import { isComposite, repeats } from "../../../forms/traits.ts";
import { type Finding, labelOf, sentence } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import { placedSteps } from "../../../workflow/steps/traversal.ts";
import type { Workflow } from "../../../workflow/workflow.ts";

export const rule: Rule = {
  codes: ["QUEUE_FORM"],
  check: ({ workflow }) => [...joinedSteps(workflow), ...approvals(workflow)],
};

/** Nobody would know when all branches have ended. */
function joinedSteps(workflow: Workflow): Finding[] {
  return placedSteps(workflow).flatMap(({ step, at }) => {
    if (!isComposite(step)) return [];
    const parts = repeats(step) ? "items" : "branches";
    return [
      {
        code: "QUEUE_FORM",
        message: `${sentence(labelOf(workflow, at))}: queues cannot do a ${step.form}, none of them would know when all ${parts} are done.`,
        suggestion: "Use transport: state-machine, or do the work in one step.",
        at: [...at, step.form],
        onKey: true,
      },
    ];
  });
}

/** A message is there for its consumer, not for a person who may come in three days. */
function approvals(workflow: Workflow): Finding[] {
  return placedSteps(workflow)
    .filter(({ step }) => step.form === "approval")
    .map(({ at }) => ({
      code: "QUEUE_FORM",
      message: `${sentence(labelOf(workflow, at))}: queues cannot do an approval, none of them can hold the work until somebody answers.`,
      suggestion:
        "Use transport: state-machine, or end the workflow here and start another with the answer.",
      at: [...at, "approval"],
      onKey: true,
    }));
}

export const page: RulePage = {
  title: "Queues neither join nor ask",
  text: "No queue would know when all branches of a parallel, or all items of a map, are done, and none can hold work until a person answers.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: ask-manager
    approval: { timeout: 3d }
`,
  ],
  invalid: [
    {
      codes: ["QUEUE_FORM"],
      yaml: `
name: shop
transport: queue
steps:
  - name: ask-manager
    approval: { timeout: 3d }
`,
    },
    {
      codes: ["QUEUE_FORM"],
      yaml: `
name: shop
transport: queue
steps:
  - name: each-line
    map:
      items: input.lines
      steps: [{ name: ship-line }]
`,
    },
  ],
};
