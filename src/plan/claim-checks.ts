import { DEAD_LETTER_RETENTION_SECONDS } from "../deployment/queues.ts";
import { forwardTasks } from "../semantics/compensation-order.ts";
import { QUEUE_RETENTION_SECONDS } from "../transports/queue/sqs.ts";
import { DAY_SECONDS } from "../workflow/duration.ts";
import { keyOf } from "../workflow/idempotency.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import type { Task, WorkflowWithTransport } from "../workflow/workflow.ts";

/**
 * The tasks of whose results `task` gets only references: those with a claim check that may come
 * before it. What undoes a step may run after every step.
 */
export function claimsOf(workflow: WorkflowWithTransport, task: Task): Task[] {
  if (!hasClaimChecks(workflow)) return [];
  const tasks: readonly Task[] = forwardTasks(workflow);
  const own = tasks.indexOf(task);
  return (own < 0 ? tasks : tasks.slice(0, own)).filter(({ claimCheck }) => claimCheck);
}

const hasClaimChecks = perWorkflow((workflow) =>
  forwardTasks(workflow).some(({ claimCheck }) => claimCheck),
);

/**
 * Days that a result is kept in S3: until the last step that may ask for it has done so. Each may
 * wait in a queue and then be redriven, or be redriven by Step Functions within 14 days; and other
 * workflows get the same reference as long as its step's key lasts.
 */
export function claimCheckDays(workflow: WorkflowWithTransport): number {
  const tasks = forwardTasks(workflow);
  const first = tasks.findIndex(({ claimCheck }) => claimCheck);
  const asking = tasks.length - first + tasks.filter(({ compensation }) => compensation).length;
  const waiting = asking * (QUEUE_RETENTION_SECONDS + DEAD_LETTER_RETENTION_SECONDS);
  const windows = tasks.map((task) => (task.claimCheck && keyOf(task)?.windowSeconds) || 0);
  return Math.ceil((waiting + Math.max(...windows)) / DAY_SECONDS);
}
