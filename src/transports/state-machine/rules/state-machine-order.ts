import type { Finding } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import type { Workflow } from "../../../workflow/workflow.ts";

export const rule: Rule = {
  codes: ["STATE_MACHINE_ORDER"],
  check: ({ workflow }) => stateMachineLimits(workflow),
};

function stateMachineLimits({ queue }: Workflow): Finding[] {
  if (!queue) return [];
  return [
    {
      code: "STATE_MACHINE_ORDER",
      message:
        "Workflow: executions of a state machine run side by side, none waits for another of its group.",
      suggestion: "Use transport: queue, which keeps the order, or take queue out.",
      at: ["queue"],
      onKey: true,
    },
  ];
}

export const page: RulePage = {
  title: "Only queues keep an order",
  text: "Executions of a state machine run side by side, none waits for another of its group.",
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
      codes: ["STATE_MACHINE_ORDER"],
      yaml: `
name: shop
transport: state-machine
queue: { fifo: true, groupBy: input.customerId }
steps:
  - name: create-order
`,
    },
  ],
};
