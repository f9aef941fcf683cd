import type { FormName } from "../../../forms/form.ts";
import { type Finding, labelOf, sentence } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import { placedSteps } from "../../../workflow/steps/traversal.ts";
import type { Workflow } from "../../../workflow/workflow.ts";
import { FORMS } from "../forms.ts";

export const rule: Rule = {
  codes: ["QUEUE_FORM"],
  check: ({ workflow }) => formFindings(workflow),
};

const IN_ONE_STEP = "or do the work in one step";

/** The reasons for which queues cannot do a form, and what would work besides another transport. */
const REASONS: { readonly [F in FormName]?: readonly [why: string, instead: string] } = {
  parallel: ["a parallel, none of them would know when all branches are done", IN_ONE_STEP],
  map: ["a map, none of them would know when all items are done", IN_ONE_STEP],
  approval: [
    "an approval, none of them can hold the work until somebody answers",
    "or end the workflow here and start another with the answer",
  ],
};

function formFindings(workflow: Workflow): Finding[] {
  return placedSteps(workflow)
    .filter(({ step }) => FORMS[step.form] === undefined)
    .map(({ step: { form }, at }) => {
      const [why, instead] = REASONS[form] ?? [`a step of the form ${form}`, IN_ONE_STEP];
      return {
        code: "QUEUE_FORM",
        message: `${sentence(labelOf(workflow, at))}: queues cannot do ${why}.`,
        suggestion: `Use transport: state-machine, ${instead}.`,
        at: [...at, form],
        onKey: true,
      };
    });
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
