import type { Finding } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import type { Workflow } from "../../../workflow/workflow.ts";

export const rule: Rule = {
  codes: ["QUEUE_TIMEOUT"],
  check: ({ workflow }) => wholeTimeout(workflow),
};

/** A message knows nothing of the time that others took before it, nor can it be stopped while it waits. */
function wholeTimeout({ timeoutSeconds, queue }: Workflow): Finding[] {
  if (timeoutSeconds === undefined) return [];
  const without = queue ? "Remove queue and use" : "Use";
  return [
    {
      code: "QUEUE_TIMEOUT",
      message: "Workflow: the queue transport does not support a timeout of the whole workflow.",
      suggestion: `${without} transport: state-machine, or remove timeout; each step has its own timeout.`,
      at: ["timeout"],
      onKey: true,
    },
  ];
}

export const page: RulePage = {
  title: "Only a state machine has a workflow timeout",
  text: "With queues, a message carries no information about the time that earlier steps took, and a waiting message cannot be stopped. Only a state machine can stop a workflow when its timeout is over.",
  valid: [
    `
name: shop
transport: queue
steps:
  - name: create-order
    timeout: 30s
`,
  ],
  invalid: [
    {
      codes: ["QUEUE_TIMEOUT"],
      yaml: `
name: shop
transport: queue
timeout: 1d
steps:
  - name: create-order
`,
    },
  ],
};
