import { formatDuration } from "../../duration.ts";
import { type Finding, headOf } from "../../findings/finding.ts";
import { LIMITS } from "../../limits.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["OUT_OF_RANGE", "WINDOW_TOO_SHORT"],
  check: ({ workflow, keyed, isUnknown }) =>
    keyed.flatMap(({ task, at, idempotency: { windowSeconds } }) => {
      const windowAt = [...at, "idempotency", "window"];
      const finding = (code: string, message: string, suggestion: string): Finding => ({
        code,
        message: `${headOf(workflow, [...at, "name"])}: ${message}`,
        suggestion,
        at: windowAt,
      });
      if (windowSeconds < LIMITS.minWindowSeconds) {
        return [finding("OUT_OF_RANGE", "the window is under 1s.", "Write 1s or more.")];
      }
      if (windowSeconds > LIMITS.maxWindowSeconds) {
        return [finding("OUT_OF_RANGE", "the window is over 365d.", "Write 365d or less.")];
      }
      if (windowSeconds >= task.timeoutSeconds || isUnknown([...at, "timeout"])) return [];
      return [
        finding(
          "WINDOW_TOO_SHORT",
          `the window (${formatDuration(windowSeconds)}) is shorter than the timeout (${formatDuration(task.timeoutSeconds)}), so it could end while the step is running.`,
          `Set the window to ${formatDuration(task.timeoutSeconds)} or more, or shorten the timeout.`,
        ),
      ];
    }),
};

export const page: RulePage = {
  title: "The window of a key is at least as long as the timeout",
  text: "A window lasts 1 second to 365 days. It must not be shorter than the timeout of the step, because it could end while the step is running.",
  valid: [
    `
name: shop
steps:
  - name: create-order
    idempotency: { key: input.orderId, window: 1d }
`,
  ],
  invalid: [
    {
      codes: ["OUT_OF_RANGE"],
      yaml: `
name: shop
steps:
  - name: create-order
    idempotency: { key: input.orderId, window: 366d }
`,
    },
    {
      codes: ["WINDOW_TOO_SHORT"],
      yaml: `
name: shop
steps:
  - name: create-order
    timeout: 5m
    idempotency: { key: input.orderId, window: 1m }
`,
    },
  ],
};
