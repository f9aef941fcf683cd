import type { Plan, QueuePlan } from "./plan.ts";
import { queueDepth } from "./queue-depth.ts";
import { BEGIN, deadLetterQueue } from "./queue-functions.ts";

/** What a plan's work is kept in, and the command that shows whether there is any. */
export function underWay(plan: Plan): { readonly what: string; readonly check: string } {
  return plan.transport === "queue"
    ? { what: "the messages in its queues", check: depthOf(plan, [...queuesOf(plan)]) }
    : { what: "its executions", check: runningExecutions(plan) };
}

/** What to do before a deployment that work under way would not survive; the command that checks it follows. */
export function drainFirst({ workflow: { name } }: Plan): string {
  return `Start no new workflow until nothing is under way, then deploy. Or deploy beside the old stack (--stack-name ${name}-2), start new work there, and delete the old stack when it is empty. Whether anything is under way:`;
}

/** The name of a queue in AWS, as long as the stack has the name of the workflow. */
export const queueName = ({ workflow, groupBy }: QueuePlan, queue: string) =>
  `${workflow.name}-${queue}${groupBy ? ".fifo" : ""}`;

/** The command that shows how many messages are in some of a plan's queues. */
export function depthOf(plan: QueuePlan, queues: readonly string[]): string {
  return queueDepth(queues.map((queue) => queueName(plan, queue)));
}

/** What becomes of queues that the stack has left behind, with the command that deletes them. */
export function deleteQueues(plan: QueuePlan, queues: readonly string[]): string {
  return deleteNamed(queues.map((queue) => queueName(plan, queue)));
}

/** The same of queues by their names in AWS. */
export function deleteNamed(names: readonly string[]): string {
  return `After the deployment, delete what is empty: while a queue is there, none of its name can be deployed.\nfor queue in ${names.join(" ")}; do aws sqs delete-queue --queue-url "$(aws sqs get-queue-url --queue-name $queue --query QueueUrl --output text)"; done`;
}

/** The command that lists the executions that are running. */
export function runningExecutions({ workflow: { name } }: Plan): string {
  return `aws stepfunctions list-executions --status-filter RUNNING --state-machine-arn "$(aws stepfunctions list-state-machines --query "stateMachines[?name=='${name}'].stateMachineArn" --output text)"`;
}

/** Every queue in which the work of a workflow may be. */
export function queuesOf({ functions: { begin, steps } }: QueuePlan): Set<string> {
  return new Set([
    ...(begin ? [BEGIN, deadLetterQueue(BEGIN)] : []),
    ...steps.flatMap(({ task }) => [task.name, deadLetterQueue(task.name)]),
  ]);
}
