import { repeats } from "../../../forms/traits.ts";
import { headOf } from "../../findings/finding.ts";
import { keyOf } from "../../idempotency.ts";
import { placesOfStep } from "../../steps/locations.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Rule, RulePage } from "../rule.ts";

/** A record that is kept by a key would be the same for all items. */
export const rule: Rule = {
  codes: ["NOT_FOR_ITEMS"],
  check({ workflow }) {
    return placedSteps(workflow).flatMap((placed) => {
      if (!placed.within.some(repeats)) return [];
      return placesOfStep(placed)
        .filter(({ task }) => keyOf(task))
        .map(({ at }) => ({
          code: "NOT_FOR_ITEMS",
          message: `${headOf(workflow, [...at, "name"])}: in a map, an idempotency key would be the same for all items.`,
          suggestion: "Remove it: Unchain already guards the step by workflow id, step and item.",
          at: [...at, "idempotency"],
          onKey: true,
        }));
    });
  },
};

export const page: RulePage = {
  title: "A step in a map cannot have an idempotency key",
  text: "The key is read from the workflow state, which is the same for all items, so the step would run for the first item only. Without a key, Unchain guards the step by workflow id, step and item.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: each-line
    map:
      items: input.lines
      steps: [{ name: ship-line }]
`,
  ],
  invalid: [
    {
      codes: ["NOT_FOR_ITEMS"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: each-line
    map:
      items: input.lines
      steps:
        - name: ship-line
          idempotency: { key: input.orderId, window: 1d }
`,
    },
  ],
};
