import { headOf } from "../../findings/finding.ts";
import type { Rule, RulePage } from "../rule.ts";

/**
 * Reports compensations with a key of their own: a step done once for each key is undone once each time it was done,
 * and such a key would leave the second time undone.
 */
export const rule: Rule = {
  codes: ["KEYED_COMPENSATION"],
  check: ({ workflow, keyed }) =>
    keyed.flatMap(({ role, at }) => {
      const owner = keyed.find((other) => other.at.join() === at.slice(0, -1).join());
      if (role !== "compensation" || !owner) return [];
      return [
        {
          code: "KEYED_COMPENSATION",
          message: `${headOf(workflow, [...at, "name"])}: both have an idempotency key, so if the step runs again, its compensation would not.`,
          suggestion:
            "Remove idempotency from the compensation: it runs once, in the workflow that ran the step.",
          at: [...at, "idempotency"],
          onKey: true,
        },
      ];
    }),
};

export const page: RulePage = {
  title: "The compensation of a step with an idempotency key has no key",
  text: "A step with a key is compensated each time it has run. If the compensation had a key of its own, it would not run the second time.",
  valid: [
    `
name: shop
steps:
  - name: create-order
    onFailure: compensate
    idempotency: { key: input.orderId, window: 1d }
    compensation: cancel-order
`,
  ],
  invalid: [
    {
      codes: ["KEYED_COMPENSATION"],
      yaml: `
name: shop
steps:
  - name: create-order
    onFailure: compensate
    idempotency: { key: input.orderId, window: 1d }
    compensation:
      name: cancel-order
      idempotency: { key: input.orderId, window: 1d }
`,
    },
  ],
};
