import type { QueuePlan } from "../plan/plan.ts";
import { BEGIN, deadLetterQueue } from "../transports/queue/queue-functions.ts";
import {
  DEAD_LETTER_RETENTION_SECONDS,
  maxReceiveCount,
  QUEUE_RETENTION_SECONDS,
  visibilityTimeout,
} from "../transports/queue/sqs.ts";
import { BEGIN_TIMEOUT_SECONDS } from "./functions.ts";
import type { Queue, Statement } from "./model.ts";
import { STACK } from "./references.ts";

/** Returns the queues of the steps, each before its dead-letter queue. */
export function stepQueues({ functions: { begin, steps }, groupBy }: QueuePlan): Queue[] {
  const queues = [
    ...(begin ? [consumed(BEGIN, BEGIN_TIMEOUT_SECONDS, 0)] : []),
    ...steps.map(({ task }) =>
      consumed(task.name, task.timeoutSeconds, 1 + task.retry.maxAttempts),
    ),
  ].flatMap((queue) => [queue, deadLetters(deadLetterQueue(queue.name))]);
  return groupBy === undefined ? queues : queues.map(inOrder);
}

function consumed(name: string, functionTimeoutSeconds: number, tries: number): Queue {
  return {
    ...queue(name, QUEUE_RETENTION_SECONDS),
    consumed: true,
    visibilityTimeoutSeconds: visibilityTimeout(functionTimeoutSeconds),
    redrive: { queue: deadLetterQueue(name), maxReceiveCount: maxReceiveCount(tries) },
  };
}

/**
 * Returns a dead-letter queue that keeps no order: Lambda and EventBridge send what they give up to standard queues
 * only.
 */
export function deadLetters(name: string): Queue {
  return queue(name, DEAD_LETTER_RETENTION_SECONDS);
}

function queue(name: string, retentionSeconds: number): Queue {
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

/** High throughput: the limit counts for each group. */
function inOrder(queue: Queue): Queue {
  return {
    ...queue,
    physicalName: `${queue.physicalName}.fifo`,
    fifo: {
      contentBasedDeduplication: false,
      deduplicationScope: "messageGroup",
      throughputLimit: "perMessageGroupId",
    },
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
