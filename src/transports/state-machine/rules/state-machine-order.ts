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
        "Workflow: a state machine cannot keep the order of a group, because its executions run in parallel.",
      suggestion: "Use transport: queue, which keeps the order, or remove queue.",
      at: ["queue"],
      onKey: true,
    },
  ];
}

export const page: RulePage = {
  title: "Only queues keep the order of workflows",
  text: "The executions of a state machine run in parallel; none waits for another of its group.",
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
