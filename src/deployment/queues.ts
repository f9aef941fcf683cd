import { DAY_SECONDS } from "../workflow/duration.ts";
import type { Queue, Statement } from "./model.ts";
import { STACK } from "./references.ts";

const DEAD_LETTERS = "-dlq";

/** Returns the name of the queue that keeps the work with which something has failed for good. */
export const deadLetterQueue = (name: string): string => name + DEAD_LETTERS;

/** Returns the name of that whose dead letters a queue keeps; `undefined` where it keeps none. */
export const deadLettersOf = (queue: string): string | undefined =>
  queue.endsWith(DEAD_LETTERS) ? queue.slice(0, -DEAD_LETTERS.length) : undefined;

/**
 * The seconds that a dead letter is kept. Of one that SQS itself has moved, they count from when the message was first
 * sent ("Amazon SQS dead-letter queues"): after 4 days of tries 10 are left.
 */
export const DEAD_LETTER_RETENTION_SECONDS = 14 * DAY_SECONDS;

/**
 * Returns a dead-letter queue that keeps no order: Lambda and EventBridge send what they give up to standard queues
 * only.
 */
export function deadLetters(name: string): Queue {
  return queue(name, DEAD_LETTER_RETENTION_SECONDS);
}

/** Returns a queue as all of them are. */
export function queue(name: string, retentionSeconds: number): Queue {
  return {
    name,
    physicalName: `${STACK}-${name}`,
    encrypted: true,
    retentionSeconds,
    consumed: false,
    kept: true,
    policy: [onlyEncrypted("sqs:*", ["*"])],
  };
}

/** Returns the statement of a resource's policy that refuses requests without TLS. */
export function onlyEncrypted(action: string, resources: readonly string[]): Statement {
  return {
    effect: "Deny",
    principal: "*",
    actions: [action],
    resources,
    condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
