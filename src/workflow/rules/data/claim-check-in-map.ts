import { repeats } from "../../../forms/traits.ts";
import { headOf, isWithin, quote } from "../../findings/finding.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["CLAIM_CHECK_IN_MAP"],
  check({ workflow, places }) {
    const maps = placedSteps(workflow).filter(({ step }) => repeats(step));
    return places.flatMap(({ task, at }) => {
      const map = maps.find((outer) => isWithin(at, [...outer.at, "map"]));
      if (!task.claimCheck || !map) return [];
      return [
        {
          code: "CLAIM_CHECK_IN_MAP",
          message: `${headOf(workflow, [...at, "name"])}: it runs for each item of ${quote(map.step.name)}, but a claim check stores only one result per step.`,
          suggestion: "Store the large data yourself, and return a reference to it.",
          at: [...at, "claimCheck"],
          onKey: true,
        },
      ];
    });
  },
};

export const page: RulePage = {
  title: "A step in a map cannot use a claim check",
  text: "A claim check stores a result in S3 under the workflow id and the step, so there is room for one result, not for one per item.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: each-page
    map:
      items: input.pages
      steps: [{ name: print-page }]
`,
  ],
  invalid: [
    {
      codes: ["CLAIM_CHECK_IN_MAP"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: each-page
    map:
      items: input.pages
      steps: [{ name: print-page, claimCheck: true }]
`,
    },
  ],
};
