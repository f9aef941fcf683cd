import type { Retry } from "../workflow/workflow.ts";

/** The number of a step's retries that are spelt out; the rest follow the same rule. */
export const SHOWN_RETRIES = 5;

/** Longest seconds before each of the first retries: back-off, capped, before jitter. */
export function longestDelays(retry: Retry): number[] {
  const { maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds } = retry;
  return Array.from({ length: Math.min(maxAttempts, SHOWN_RETRIES) }, (_, index) =>
    Math.min(intervalSeconds * backoffRate ** index, maxDelaySeconds),
  );
}

/** All seconds that a step may be retried for, its tries themselves left aside. */
export function longestRetrying(retry: Retry): number {
  const shown = longestDelays(retry);
  const more = retry.maxAttempts - shown.length;
  return shown.reduce((sum, delay) => sum + delay, 0) + more * retry.maxDelaySeconds;
}
