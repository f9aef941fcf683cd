import { canFail } from "../../../forms/traits.ts";
import { headOf, quote } from "../../findings/finding.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Rule, RulePage } from "../rule.ts";
import { placedRoutes } from "./failure-owners.ts";

export const rule: Rule = {
  codes: ["UNUSED_FALLBACK", "MISSING_FALLBACK"],
  check({ workflow, isUnknown }) {
    return placedSteps(workflow).flatMap(({ step, at }) => {
      if (!canFail(step)) return [];
      const fallbackAt = [...at, "fallback"];
      const used = placedRoutes({ task: step, at, joined: undefined }).filter(
        (route) => route.onFailure === "fallback",
      );
      const label = headOf(workflow, at);
      if (step.fallback && used.length === 0) {
        const isUnclear = isUnknown([...at, "onFailure"], [...at, "catch"]);
        if (isUnclear) return [];
        return [
          {
            code: "UNUSED_FALLBACK",
            message: `${label}: no failure route leads to its fallback ${quote(step.fallback.name)}.`,
            suggestion: "Add onFailure: fallback to the step or to one of its catch rules.",
            at: fallbackAt,
            onKey: true,
          },
        ];
      }
      if (step.fallback || isUnknown(fallbackAt)) return [];
      return used.map((route) => ({
        code: "MISSING_FALLBACK",
        message: `${label}: onFailure is fallback, but the step has no fallback.`,
        suggestion: 'Add "fallback: <name of the step that runs instead>".',
        at: route.at,
      }));
    });
  },
};

export const page: RulePage = {
  title: "`onFailure: fallback` requires a fallback, and a fallback requires a route",
  text: "A step with `onFailure: fallback` has a `fallback`. A fallback needs a route that leads to it: `onFailure: fallback` on the step or on one of its `catch` rules.",
  valid: [
    `
name: shop
steps:
  - name: charge-card
    onFailure: fallback
    fallback: send-invoice
`,
  ],
  invalid: [
    {
      codes: ["MISSING_FALLBACK"],
      yaml: `
name: shop
steps:
  - name: charge-card
    onFailure: fallback
`,
    },
    {
      codes: ["UNUSED_FALLBACK"],
      yaml: `
name: shop
steps:
  - name: charge-card
    fallback: send-invoice
`,
    },
  ],
};
