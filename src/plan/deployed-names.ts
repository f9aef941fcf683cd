import type { RoutedWorkflow } from "../workflow/workflow.ts";
import { queuesOf } from "./notes/under-way.ts";
import type { Plan } from "./plan.ts";

/** The longest suffix that the name of a stack may have behind that of the workflow. */
const STACK_SUFFIX = "-staging";

/** "Amazon SQS message quotas", and "Step Functions quotas": names of queues and of state machines. */
const MAX_NAME = 80;

/** Returns the longest name of a stack that is reckoned with. */
export function stackName({ name }: RoutedWorkflow): string {
  return name + STACK_SUFFIX;
}

/** Returns how long the name of a stack may be, so that all that was counted with it fits. */
export function longestStackName(plan: Plan): number {
  const suffix = plan.workflow.queue ? ".fifo" : "";
  const queues = plan.transport === "queue" ? [...queuesOf(plan)] : [];
  const longest = Math.max(0, ...queues.map((queue) => `-${queue}${suffix}`.length));
  return Math.min(stackName(plan.workflow).length, MAX_NAME - longest);
}
