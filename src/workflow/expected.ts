import { LIMITS } from "./limits.ts";
import type { Rate } from "./workflow.ts";

/** A number and `ms`, `s` or `m`: unlike other durations it may be a part of a second. */
export const EXPECTED_DURATION_PATTERN = /^\d{1,9}(?:\.\d{1,9})?(?:ms|s|m)$/;

/** Runs and the time in which there are so many: `100/s`, `5000/d`. */
export const RATE_PATTERN = /^\d{1,9}(?:\.\d{1,9})?\/[smhd]$/;

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000 } as const;

const RATE_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/**
 * Returns `1.5s`, `200ms` or `2m` in whole milliseconds, in which Lambda counts.
 *
 * @returns `undefined` where the text is not such a duration
 */
export function parseExpectedDuration(text: string): number | undefined {
  if (!EXPECTED_DURATION_PATTERN.test(text)) return undefined;
  const unit = text.replace(/^[\d.]+/, "") as keyof typeof MILLISECONDS;
  return Math.round(Number.parseFloat(text) * MILLISECONDS[unit]);
}

/** Returns whole milliseconds as they are written: 1500 is `1.5s`, 200 is `200ms`. */
export function formatExpectedDuration(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds}ms` : `${milliseconds / 1_000}s`;
}

/** Returns `100/s` taken apart, or `undefined` where the text is not a rate. */
export function parseRate(text: string): Rate | undefined {
  if (!RATE_PATTERN.test(text)) return undefined;
  return { runs: Number.parseFloat(text), per: text.slice(-1) as Rate["per"] };
}

export const formatRate = ({ runs, per }: Rate): string => `${runs}/${per}`;

/** Returns how many runs begin in a second. */
export const runsPerSecond = ({ runs, per }: Rate): number => runs / RATE_SECONDS[per];

/** Says why no function takes so long, and what would work; `undefined` where one may. */
export function durationMistake(milliseconds: number): { rule: string; fix: string } | undefined {
  if (milliseconds < LIMITS.minExpectedMilliseconds) {
    return { rule: "is under 1ms, the smallest unit of Lambda", fix: "Write 1ms or more." };
  }
  if (milliseconds > LIMITS.maxTimeoutSeconds * 1_000) {
    return {
      rule: "is over 15m, the maximum of a Lambda function",
      fix: "Write 15m or less, and split longer work into several steps.",
    };
  }
  return undefined;
}
