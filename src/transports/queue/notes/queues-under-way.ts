import { deletion } from "../../../plan/notes/under-way.ts";
import type { QueuePlan } from "../plan.ts";
import { BEGIN, deadLetterQueue } from "../queue-functions.ts";
import { queueDepth } from "./queue-depth.ts";

/** The name of a queue in AWS, whatever the stage. */
export const queueName = (plan: QueuePlan, queue: string) => `<stack>-${inStack(plan, queue)}`;

/** Returns the name of a queue behind the name of the stack. */
export const inStack = ({ groupBy }: QueuePlan, queue: string) =>
  `${queue}${groupBy ? ".fifo" : ""}`;

/** The command that shows how many messages are in some of a plan's queues. */
export function depthOf(plan: QueuePlan, queues: readonly string[]): string {
  return queueDepth(
    plan.workflow.name,
    queues.map((queue) => inStack(plan, queue)),
  );
}

/**
 * Returns advice about queues that the stack has left behind, with the command that deletes them.
 */
export function deleteQueues(plan: QueuePlan, queues: readonly string[]): string {
  return deletion(
    plan,
    queues,
    queues.map((queue) => inStack(plan, queue)),
  );
}

/** Every queue in which the work of a workflow may be. */
export function queuesOf({ functions: { begin, steps } }: QueuePlan): Set<string> {
  return new Set([
    ...(begin ? [BEGIN, deadLetterQueue(BEGIN)] : []),
    ...steps.flatMap(({ task }) => [task.name, deadLetterQueue(task.name)]),
  ]);
}
