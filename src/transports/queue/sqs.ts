import { DAY_SECONDS } from "../../workflow/duration.ts";
import { QUEUE_LIMITS } from "./limits.ts";

/**
 * Six times the function's timeout, as AWS recommends ("Configuring a queue to use as an event
 * source", AWS Lambda Developer Guide); there is no batch window to add.
 *
 * @returns seconds
 */
export function visibilityTimeout(functionTimeoutSeconds: number): number {
  return QUEUE_LIMITS.timeoutsHidden * functionTimeoutSeconds;
}

/**
 * Receives after which SQS itself gives a message up. A step counts its tries by itself, so that those of
 * which it never hears, as when Lambda throttles it, decide nothing.
 */
export function maxReceiveCount(tries: number): number {
  return tries + QUEUE_LIMITS.spareReceives;
}

/**
 * Seconds that SQS keeps a message of a source queue: its maximum, 14 days ("SetQueueAttributes", Amazon
 * SQS API Reference), so that work outlives an outage. A step may be tried for 4 of them at most
 * (`QUEUE_RETENTION` in the rules).
 */
export const QUEUE_RETENTION_SECONDS = 14 * DAY_SECONDS;
