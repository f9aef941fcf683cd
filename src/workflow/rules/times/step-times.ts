import { formatDuration } from "../../duration.ts";
import { type Finding, headOf, type Path } from "../../findings/finding.ts";
import { LIMITS } from "../../limits.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["OUT_OF_RANGE", "MAX_DELAY_TOO_SHORT"],
  check({ workflow, places, isUnknown }) {
    return places.flatMap(({ task, at }) => {
      const { intervalSeconds, maxDelaySeconds } = task.retry;
      const intervalAt = [...at, "retry", "interval"];
      const maxDelayAt = [...at, "retry", "maxDelay"];
      const finding = (code: string, at: Path, message: string, suggestion: string): Finding => ({
        code,
        message: `${headOf(workflow, at)}: ${message}`,
        suggestion,
        at,
      });
      const findings: Finding[] = [];
      if (task.timeoutSeconds > LIMITS.maxTimeoutSeconds) {
        findings.push(
          finding(
            "OUT_OF_RANGE",
            [...at, "timeout"],
            "the timeout is over 15m, the maximum of a Lambda function.",
            "Write 15m or less, and split longer work into several steps.",
          ),
        );
      }
      if (task.timeoutSeconds < LIMITS.minTimeoutSeconds) {
        findings.push(
          finding(
            "OUT_OF_RANGE",
            [...at, "timeout"],
            "the timeout is under 1s, the minimum of a Lambda function.",
            "Write 1s or more.",
          ),
        );
      }
      if (intervalSeconds < LIMITS.minIntervalSeconds) {
        findings.push(
          finding(
            "OUT_OF_RANGE",
            intervalAt,
            "the retry interval is under 1s.",
            "Write 1s or more, or retry: { maxAttempts: 0 } for no retries.",
          ),
        );
      }
      const delays = { interval: intervalSeconds, maxDelay: maxDelaySeconds };
      for (const [key, seconds] of Object.entries(delays)) {
        if (seconds < LIMITS.maxDelayBelowSeconds) continue;
        findings.push(
          finding(
            "OUT_OF_RANGE",
            [...at, "retry", key],
            `${key} must be less than 366d, the limit of Step Functions.`,
            "Write 365d or less.",
          ),
        );
      }
      const isComparable =
        intervalSeconds < LIMITS.maxDelayBelowSeconds && !isUnknown(maxDelayAt, intervalAt);
      if (isComparable && maxDelaySeconds < intervalSeconds) {
        findings.push(
          finding(
            "MAX_DELAY_TOO_SHORT",
            maxDelayAt,
            `maxDelay (${formatDuration(maxDelaySeconds)}) is shorter than the interval (${formatDuration(intervalSeconds)}).`,
            `Set maxDelay to ${formatDuration(intervalSeconds)} or more, or shorten the interval.`,
          ),
        );
      }
      return findings;
    });
  },
};

export const page: RulePage = {
  title: "Timeouts and delays are within the limits of AWS",
  text: 'A Lambda function runs from 1 second to 15 minutes ("Lambda quotas"). The first retry starts after 1 second or more. `maxDelay` is at least as long as `interval`, and both are under 366 days ("Error handling in Step Functions workflows").',
  valid: [
    `
name: shop
steps:
  - name: create-order
    timeout: 15m
    retry: { interval: 2s, maxDelay: 1m }
`,
  ],
  invalid: [
    {
      codes: ["OUT_OF_RANGE"],
      yaml: `
name: shop
steps:
  - name: create-order
    timeout: 16m
`,
    },
    {
      codes: ["OUT_OF_RANGE"],
      yaml: `
name: shop
steps:
  - name: create-order
    retry: { interval: 0s }
`,
    },
    {
      codes: ["MAX_DELAY_TOO_SHORT"],
      yaml: `
name: shop
steps:
  - name: create-order
    retry: { interval: 30s, maxDelay: 10s }
`,
    },
  ],
};
