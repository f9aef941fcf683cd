import { headOf } from "../../findings/finding.ts";
import type { Rule, RulePage } from "../rule.ts";

/** Waiting for another workflow would use up the receives of a message that must keep its place. */
export const rule: Rule = {
  codes: ["KEY_WITH_FIFO"],
  check({ workflow, keyed }) {
    if (!workflow.queue) return [];
    return keyed.map(({ at }) => ({
      code: "KEY_WITH_FIFO",
      message: `${headOf(workflow, [...at, "name"])}: with FIFO queues, a step cannot wait for another workflow with the same key, because waiting would use up its tries.`,
      suggestion: "Remove the key, or remove queue.",
      at: [...at, "idempotency"],
    }));
  },
};

export const page: RulePage = {
  title: "Idempotency keys do not work with FIFO queues",
  text: "A step with a key waits while another workflow runs the step for the same key. In a FIFO queue, a waiting message would block all messages after it and use up its receives.",
  valid: [
    `
name: shop
queue: { fifo: true, groupBy: input.customerId }
steps:
  - name: create-order
`,
  ],
  invalid: [
    {
      codes: ["KEY_WITH_FIFO"],
      yaml: `
name: shop
queue: { fifo: true, groupBy: input.customerId }
steps:
  - name: create-order
    idempotency: { key: input.orderId, window: 1d }
`,
    },
  ],
};
