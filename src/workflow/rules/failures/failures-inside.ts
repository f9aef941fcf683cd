import { isComposite, sequencesIn } from "../../../forms/traits.ts";
import { forwardTasks } from "../../../semantics/compensation-order.ts";
import { routesOf } from "../../../semantics/failure-routes.ts";
import { headOf } from "../../findings/finding.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Rule, RulePage } from "../rule.ts";

/** Rules of a step that joins others, where none of those ever fails, but goes on or undoes all. */
export const rule: Rule = {
  codes: ["FAILURE_NEVER_COMES"],
  check({ workflow, isUnknown }) {
    return placedSteps(workflow).flatMap(({ step, at }) => {
      if (!isComposite(step) || isUnknown(at)) return [];
      const hasRules = step.onFailure !== "fail" || step.catch.length > 0;
      const fails = sequencesIn(step)
        .flatMap(forwardTasks)
        .some((one) => routesOf(one).includes("fail"));
      if (!hasRules || fails) return [];
      return [
        {
          code: "FAILURE_NEVER_COMES",
          message: `${headOf(workflow, at)}: its failure rules never apply, because no step inside it has onFailure: fail.`,
          suggestion: "Remove its onFailure and catch, or set onFailure: fail on a step inside it.",
          at: [...at, step.onFailure === "fail" ? "catch" : "onFailure"],
          onKey: true,
        },
      ];
    });
  },
};

export const page: RulePage = {
  title: "Failure rules of a parallel or map can apply",
  text: "A parallel or a map fails only through a step inside it that has `onFailure: fail`. Without such a step, its own failure rules never apply.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: each-line
    onFailure: continue
    map:
      items: input.lines
      steps: [{ name: ship-line }]
`,
  ],
  invalid: [
    {
      codes: ["FAILURE_NEVER_COMES"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: each-line
    onFailure: continue
    map:
      items: input.lines
      steps: [{ name: ship-line, onFailure: continue }]
`,
    },
  ],
};
