import type { FormName } from "../../../forms/form.ts";
import { type Finding, headOf } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import { placedSteps } from "../../../workflow/steps/traversal.ts";
import type { Workflow } from "../../../workflow/workflow.ts";
import { QUEUE_FORMS } from "../forms/forms.ts";

export const rule: Rule = {
  codes: ["QUEUE_FORM"],
  check: ({ workflow }) => formFindings(workflow),
};

const IN_ONE_STEP = "or do the work in one step";

/** The reasons for which queues cannot do a form, and what would work besides another transport. */
const REASONS: { readonly [F in FormName]?: readonly [why: string, instead: string] } = {
  parallel: ["parallel, because a queue cannot tell when all branches have finished", IN_ONE_STEP],
  map: ["map, because a queue cannot tell when all items have finished", IN_ONE_STEP],
  approval: [
    "approval, because a queue cannot hold a message until somebody answers",
    "or end the workflow here and start another with the answer",
  ],
};

function formFindings(workflow: Workflow): Finding[] {
  return placedSteps(workflow)
    .filter(({ step }) => QUEUE_FORMS[step.form] === undefined)
    .map(({ step: { form }, at }) => {
      const [why, instead] = REASONS[form] ?? [`a step of the form ${form}`, IN_ONE_STEP];
      return {
        code: "QUEUE_FORM",
        message: `${headOf(workflow, at)}: the queue transport does not support ${why}.`,
        suggestion: `Use transport: state-machine, ${instead}.`,
        at: [...at, form],
        onKey: true,
      };
    });
}

export const page: RulePage = {
  title: "Queues support neither parallel, map nor approval",
  text: "A queue cannot tell when all branches of a parallel, or all items of a map, have finished, and cannot hold a message until a person answers.",
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
