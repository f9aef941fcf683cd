import type { Queue } from "../../../deployment/model.ts";
import { deadLetterQueue, deadLetters, queue } from "../../../deployment/queues.ts";
import type { QueuePlan } from "../plan.ts";
import { BEGIN } from "../queue-functions.ts";
import { maxReceiveCount, QUEUE_RETENTION_SECONDS, visibilityTimeout } from "../sqs.ts";
import { BEGIN_TIMEOUT_SECONDS } from "./functions.ts";

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
