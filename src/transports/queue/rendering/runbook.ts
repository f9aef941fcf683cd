import type { PlannedStep } from "../../../plan/plan.ts";
import { alarmIn, type Sight } from "../../../render/readme/in-markdown.ts";
import { queueName } from "../notes/queues-under-way.ts";
import type { QueuePlan } from "../plan.ts";
import { deadLetterQueue } from "../queue-functions.ts";

/** Returns the signs of work that has failed for good. */
export function deadLetterSight(plan: QueuePlan, { task }: PlannedStep): Sight {
  const queue = queueName(plan, deadLetterQueue(task.name));
  return {
    alarm: alarmIn(plan.workflow, `${task.name}-dead-letter-queue`),
    place: `the message is in \`${queue}\`: redrive it`,
  };
}
