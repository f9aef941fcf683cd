import { DEFAULTS } from "../../../workflow/defaults.ts";
import { type Finding, headOf } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import type { Location } from "../../../workflow/steps/locations.ts";
import type { Workflow } from "../../../workflow/workflow.ts";
import { QUEUE_LIMITS } from "../limits.ts";

export const rule: Rule = {
  codes: ["QUEUE_CONCURRENCY"],
  check: ({ workflow, places }) => places.flatMap((place) => tooMuch(workflow, place)),
};

function tooMuch(workflow: Workflow, { task: { concurrency }, at }: Location): Finding[] {
  const finding = (message: string, suggestion: string): Finding => ({
    code: "QUEUE_CONCURRENCY",
    message: `${headOf(workflow, [...at, "name"])}: ${message}`,
    suggestion,
    at: [...at, "concurrency"],
  });
  if (concurrency === 1) {
    return [
      finding(
        "SQS needs a concurrency of at least 2.",
        "Use transport: state-machine, or concurrency: 2.",
      ),
    ];
  }
  if (concurrency === undefined || concurrency <= QUEUE_LIMITS.maxConcurrency) return [];
  return [
    finding(
      "the maximum concurrency of a queue is 1000.",
      `Write 1000 or less, remove it for the default of ${DEFAULTS.queueConcurrency}, or use transport: state-machine.`,
    ),
  ];
}

export const page: RulePage = {
  title: "With queues, the concurrency of a step is 2 to 1000",
  text: 'This is the range of `MaximumConcurrency` ("Configuring maximum concurrency for Amazon SQS event sources").',
  valid: [
    `
name: shop
transport: queue
steps:
  - name: charge-card
    concurrency: 2
`,
  ],
  invalid: [
    {
      codes: ["QUEUE_CONCURRENCY"],
      yaml: `
name: shop
transport: queue
steps:
  - name: charge-card
    concurrency: 1
`,
    },
    {
      codes: ["QUEUE_CONCURRENCY"],
      yaml: `
name: shop
transport: queue
steps:
  - name: charge-card
    concurrency: 1001
`,
    },
  ],
};
