import { compact } from "../../../lists.ts";
import { formatDuration } from "../../../workflow/duration.ts";
import { type Finding, headOf } from "../../../workflow/findings/finding.ts";
import type { Rule, RulePage } from "../../../workflow/rules/rule.ts";
import type { Location } from "../../../workflow/steps/locations.ts";
import type { Workflow } from "../../../workflow/workflow.ts";
import { QUEUE_LIMITS } from "../limits.ts";
import { visibilityTimeout } from "../sqs.ts";

export const rule: Rule = {
  codes: ["QUEUE_MAX_ATTEMPTS", "QUEUE_DELAY", "QUEUE_RETENTION"],
  check: ({ workflow, places }) => places.flatMap((place) => retryFindings(workflow, place)),
};

function retryFindings(workflow: Workflow, { task, at }: Location): Finding[] {
  const { maxAttempts, intervalSeconds, maxDelaySeconds } = task.retry;
  const finding = (code: string, key: string, message: string, suggestion: string): Finding => ({
    code,
    message: `${headOf(workflow, [...at, "name"])}: ${message}`,
    suggestion,
    at: [...at, "retry", key],
  });
  const delays = { interval: intervalSeconds, maxDelay: maxDelaySeconds };
  const findings = compact([
    maxAttempts > QUEUE_LIMITS.maxAttempts &&
      finding(
        "QUEUE_MAX_ATTEMPTS",
        "maxAttempts",
        "SQS delivers a message at most 1000 times, so maxAttempts is at most 994.",
        "Write 994 or less, or use transport: state-machine.",
      ),
    ...Object.entries(delays)
      .filter(([, seconds]) => seconds > QUEUE_LIMITS.maxDelaySeconds)
      .map(([key]) =>
        finding(
          "QUEUE_DELAY",
          key,
          `with the queue transport, ${key} is at most 11h.`,
          "Write 11h or less, or use transport: state-machine.",
        ),
      ),
  ]);
  if (findings.length > 0) return findings;
  const shownAgain = visibilityTimeout(task.timeoutSeconds);
  const hidden = Math.max(shownAgain, maxDelaySeconds);
  const triedSeconds = QUEUE_LIMITS.triedSeconds - QUEUE_LIMITS.spareReceives * shownAgain;
  const tries = 1 + maxAttempts;
  if (tries * hidden < triedSeconds) return [];
  const fitting = Math.ceil(triedSeconds / hidden) - 2;
  return [
    finding(
      "QUEUE_RETENTION",
      "maxAttempts",
      `${tries} tries of up to ${formatDuration(hidden)} each, and ${QUEUE_LIMITS.spareReceives} deliveries to spare, can take 4 days or more, and would leave less than 10 of the 14 days for which SQS keeps the message.`,
      `Set maxAttempts to ${fitting} or less, shorten timeout or maxDelay, or use transport: state-machine.`,
    ),
  ];
}

export const page: RulePage = {
  title: "A queue keeps a message long enough for its retries",
  text: 'Amazon SQS delivers a message at most 1,000 times, hides it for at most 12 hours ("Amazon SQS visibility timeout"), and keeps it for 14 days. The time of all tries reduces the time in the dead-letter queue ("Amazon SQS dead-letter queues"), so all tries together must take less than 4 days.',
  valid: [
    `
name: shop
transport: queue
steps:
  - name: charge-card
    retry: { maxAttempts: 10 }
`,
  ],
  invalid: [
    {
      codes: ["QUEUE_MAX_ATTEMPTS"],
      yaml: `
name: shop
transport: queue
steps:
  - name: charge-card
    timeout: 1s
    retry: { maxAttempts: 995 }
`,
    },
    {
      codes: ["QUEUE_DELAY"],
      yaml: `
name: shop
transport: queue
steps:
  - name: charge-card
    retry: { maxDelay: 12h, maxAttempts: 0 }
`,
    },
    {
      codes: ["QUEUE_RETENTION"],
      yaml: `
name: shop
transport: queue
steps:
  - name: charge-card
    retry: { maxDelay: 11h, maxAttempts: 8 }
`,
    },
  ],
};
