import { DEAD_LETTER_RETENTION_SECONDS } from "../transports/queue/sqs.ts";
import type { Queue, Statement } from "./model.ts";
import { STACK } from "./references.ts";

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
