import { headOf, labelOf, quote } from "../../findings/finding.ts";
import { statePathParts } from "../../paths.ts";
import type { Rule, RulePage } from "../rule.ts";

/** `input.order` cannot be a key and also have the key `input.order.id` in it. */
export const rule: Rule = {
  codes: ["CONFLICTING_KEYS"],
  check: ({ workflow, keyed }) =>
    keyed.flatMap((place, index) => {
      const { key } = place.idempotency;
      const other = keyed.slice(0, index).find(({ idempotency }) => conflict(idempotency.key, key));
      if (!other) return [];
      return [
        {
          code: "CONFLICTING_KEYS",
          message: `${headOf(workflow, [...place.at, "name"])}: the input cannot contain both ${quote(key)} and ${quote(other.idempotency.key)}, the key of ${labelOf(workflow, [...other.at, "name"])}.`,
          suggestion:
            "A key is a string or a number: use the same path, or another field of the same object.",
          at: [...place.at, "idempotency", "key"],
        },
      ];
    }),
};

function conflict(one: string, other: string): boolean {
  if (one === other || one === "" || other === "") return false;
  const [a, b] = [statePathParts(one), statePathParts(other)];
  const fork = a.findIndex((part, index) => part !== b[index]);
  const [left, right] = fork < 0 ? [undefined, b[a.length]] : [a[fork], b[fork]];
  return left === undefined || right === undefined || typeof left !== typeof right;
}

export const page: RulePage = {
  title: "The keys of all steps fit into one state",
  text: "A key is a string or a number, so `input.order` cannot be a key if `input.order.id` is one too.",
  valid: [
    `
name: shop
steps:
  - name: create-order
    idempotency: { key: input.order.id, window: 1d }
  - name: charge-card
    idempotency: { key: input.order.id, window: 1d }
`,
  ],
  invalid: [
    {
      codes: ["CONFLICTING_KEYS"],
      yaml: `
name: shop
steps:
  - name: create-order
    idempotency: { key: input.order.id, window: 1d }
  - name: charge-card
    idempotency: { key: input.order, window: 1d }
`,
    },
  ],
};
