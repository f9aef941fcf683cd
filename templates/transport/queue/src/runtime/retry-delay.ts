/** How transient errors are repeated, in the words of Amazon States Language. */
export interface Retry {
  /** Repeats after the first try. */
  maxAttempts: number;
  intervalSeconds: number;
  backoffRate: number;
  maxDelaySeconds: number;
  jitter: "full" | "none";
}

/** Seconds to wait after the given number of failed tries; SQS counts whole ones. */
export function retryDelaySeconds(retry: Retry, failedTries: number, random: () => number): number {
  const backoff = retry.intervalSeconds * retry.backoffRate ** (failedTries - 1);
  const longest = Math.round(Math.min(backoff, retry.maxDelaySeconds));
  return retry.jitter === "full" ? Math.round(longest * random()) : longest;
}
