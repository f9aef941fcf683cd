import { deadLetterQueue } from "../../../deployment/queues.ts";
import { type Finding, headOf } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import type { Location } from "../../../workflow/steps/locations.ts";
import type { Workflow } from "../../../workflow/workflow.ts";
import { QUEUE_LIMITS } from "../limits.ts";

export const rule: Rule = {
  codes: ["QUEUE_NAME_LENGTH"],
  check: ({ workflow, places }) => places.flatMap((place) => tooLong(workflow, place)),
};

/** "Amazon SQS message quotas": the name of a FIFO queue ends in it, and it counts. */
const FIFO_SUFFIX = ".fifo";

function tooLong(workflow: Workflow, { task, at }: Location): Finding[] {
  const suffix = deadLetterQueue("") + (workflow.queue ? FIFO_SUFFIX : "");
  const longest = workflow.name.length + 1 + task.name.length + suffix.length;
  if (longest <= QUEUE_LIMITS.nameLength) return [];
  const nameAt = [...at, "name"];
  return [
    {
      code: "QUEUE_NAME_LENGTH",
      message: `${headOf(workflow, nameAt)}: the names of its queues would have ${longest} characters, at most 80 are allowed: workflow, step and "${suffix}".`,
      suggestion: `Shorten the workflow's name or this one by ${longest - QUEUE_LIMITS.nameLength}, or use transport: state-machine.`,
      at: nameAt,
    },
  ];
}

export const page: RulePage = {
  title: "The name of a queue has at most 80 characters",
  text: 'The name consists of the names of the workflow and the step, and `-dlq` for the dead-letter queue ("Amazon SQS message quotas").',
  valid: [
    `
name: shop
transport: queue
steps:
  - name: charge-card
`,
  ],
  invalid: [
    {
      codes: ["QUEUE_NAME_LENGTH"],
      yaml: `
name: a-shop-with-a-name-that-is-rather-long
transport: queue
steps:
  - name: charge-the-card-of-the-customer-for-once
`,
    },
  ],
};
