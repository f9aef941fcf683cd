import { hasFunction, repeats } from "../../../forms/traits.ts";
import { headOf, quote } from "../../findings/finding.ts";
import { allSteps, placedSteps } from "../../steps/traversal.ts";
import type { Workflow } from "../../workflow.ts";
import type { Rule, RulePage } from "../rule.ts";

/** A workflow of pauses and branches alone does nothing, and so does a map. */
export const rule: Rule = {
  codes: ["NO_TASK"],
  check({ workflow, isUnknown }) {
    const idle = placedSteps(workflow).filter(
      ({ step, at }) => repeats(step) && withoutFunction(step) && !isUnknown(at),
    );
    const findings = idle.map(({ step, at }) => ({
      code: "NO_TASK",
      message: `${headOf(workflow, at)}: no step inside it is a function, so the map does nothing.`,
      suggestion: `Add a function to it, or remove ${quote(step.name)}.`,
      at,
    }));
    if (workflow.steps.length === 0 || !withoutFunction(workflow) || isUnknown(["steps"])) {
      return findings;
    }
    return [
      ...findings,
      {
        code: "NO_TASK",
        message: "No step of the workflow is a function, so it does nothing.",
        suggestion: 'Add a function, e.g. "- name: create-order".',
        at: ["steps"],
      },
    ];
  },
};

const withoutFunction = (inside: Pick<Workflow, "steps">) => !allSteps(inside).some(hasFunction);

export const page: RulePage = {
  title: "A workflow and a map contain a function",
  text: "A workflow, and each map, needs at least one step that is a function. Waits and branches alone do nothing.",
  valid: [
    `
name: shop
steps:
  - name: create-order
`,
  ],
  invalid: [
    {
      codes: ["NO_TASK"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: cool-off
    wait: 1d
`,
    },
    {
      codes: ["NO_TASK"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: create-order
  - name: each-line
    map:
      items: input.lines
      steps:
        - name: cool-off
          wait: 1d
`,
    },
  ],
};
