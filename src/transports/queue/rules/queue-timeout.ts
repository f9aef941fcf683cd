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
  const without = queue ? "Take queue out and use" : "Use";
  return [
    {
      code: "QUEUE_TIMEOUT",
      message:
        "Workflow: queues cannot end a workflow when its timeout is over, none of them knows it as a whole.",
      suggestion: `${without} transport: state-machine, or take timeout out; steps have timeouts of their own.`,
      at: ["timeout"],
      onKey: true,
    },
  ];
}

export const page: RulePage = {
  title: "Queues know no workflow as a whole",
  text: "A message knows nothing of the time that others took before it, nor can it be stopped while it waits: only a state machine can end a workflow when its timeout is over.",
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
