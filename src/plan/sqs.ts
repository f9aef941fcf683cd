import { DAY_SECONDS } from "../workflow/duration.ts";

/**
 * Six times the function's timeout, as AWS recommends ("Configuring a queue to use as an event
 * source", AWS Lambda Developer Guide); there is no batch window to add.
 *
 * @returns seconds
 */
export function visibilityTimeout(functionTimeoutSeconds: number): number {
  return 6 * functionTimeoutSeconds;
}

/**
 * Seconds that SQS keeps a message of a source queue: its default, 4 days ("SetQueueAttributes", Amazon
 * SQS API Reference).
 */
export const QUEUE_RETENTION_SECONDS = 4 * DAY_SECONDS;

/** The same of a dead letter: its maximum, 14 days, longer than any source queue keeps it. */
export const DEAD_LETTER_RETENTION_SECONDS = 14 * DAY_SECONDS;
