import { type Finding, labelOf, sentence } from "../../findings/finding.ts";
import type { Workflow } from "../../workflow.ts";
import type { Rule, RulePage } from "../rule.ts";
import { type KeyedPlace, keyedPlaces } from "./keyed-places.ts";

export const rule: Rule = {
  codes: ["KEYED_COMPENSATION"],
  check: ({ workflow, places }) => {
    const keyed = keyedPlaces(places);
    return keyed.flatMap((place) => undoFindings(workflow, place, keyed));
  },
};

/**
 * Reports compensations with a key of their own: a step done once for each key is undone once each time it was done,
 * and such a key would leave the second time undone.
 */
function undoFindings(
  workflow: Workflow,
  { role, at }: KeyedPlace,
  keyed: readonly KeyedPlace[],
): Finding[] {
  const owner = keyed.find((other) => other.at.join() === at.slice(0, -1).join());
  if (role !== "compensation" || !owner) return [];
  return [
    {
      code: "KEYED_COMPENSATION",
      message: `${sentence(labelOf(workflow, [...at, "name"]))}: both have a key, and what is done again would not be undone again.`,
      suggestion:
        "Leave idempotency out of the compensation: it runs once, in the workflow that has done the step.",
      at: [...at, "idempotency"],
      onKey: true,
    },
  ];
}

export const page: RulePage = {
  title: "A compensation of a keyed step has no key",
  text: "What is done once for each key is undone once each time it was done. A key of the compensation's own would leave the second time undone.",
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
