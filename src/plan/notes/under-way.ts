import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import { queueDeletion, queueDepth } from "../../transports/queue/queue-depth.ts";
import { BEGIN, deadLetterQueue } from "../../transports/queue/queue-functions.ts";
import type { Plan, QueuePlan } from "../plan.ts";
import { stackInShell } from "./stack-in-shell.ts";

/**
 * Returns the resources that keep a plan's work, and the command that shows whether there is any.
 */
export function underWay(plan: Plan): { readonly what: string; readonly check: string } {
  return plan.transport === "queue"
    ? { what: "the messages in its queues", check: depthOf(plan, [...queuesOf(plan)]) }
    : { what: "its executions", check: runningExecutions(plan) };
}

/** Returns advice for a deployment that work under way would not survive, and the command that checks whether there is any. */
export function drainFirst(plan: Plan, check = underWay(plan).check): string {
  const { infrastructure, as } = plan.workflow;
  const { part } = descriptions[infrastructure];
  const stage =
    as && part ? `stage of your ${part.of} beside it` : "stage beside it (deploy --stage <other>)";
  return `Start no new workflow until nothing is under way, then deploy. Or deploy another ${stage}, start new work there, and delete the old one when it is empty. Whether anything is under way:\n${check}`;
}

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

/** Returns the same advice for a queue that keeps no order, whatever the others do. */
export const deleteStandardQueue = (plan: Plan, queue: string): string =>
  deletion(plan, [queue], [queue]);

function deletion(
  { workflow }: Plan,
  queues: readonly string[],
  deployed: readonly string[],
): string {
  const keep = wordsOf(workflow).keepQueuesCommand?.(queues);
  return [
    ...(keep === undefined
      ? []
      : ["Before the deployment, take them out of the state, so that they stay:", keep]),
    "After the deployment, delete what is empty: while a queue is there, none of its name can be deployed.",
    queueDeletion(workflow.name, deployed),
  ].join("\n");
}

/** The command that lists the executions that are running. */
export function runningExecutions({ workflow: { name } }: Plan): string {
  return `aws stepfunctions list-executions --status-filter RUNNING --state-machine-arn "$(aws stepfunctions list-state-machines --query "stateMachines[?name=='${stackInShell(name)}'].stateMachineArn" --output text)"`;
}

/** Every queue in which the work of a workflow may be. */
export function queuesOf({ functions: { begin, steps } }: QueuePlan): Set<string> {
  return new Set([
    ...(begin ? [BEGIN, deadLetterQueue(BEGIN)] : []),
    ...steps.flatMap(({ task }) => [task.name, deadLetterQueue(task.name)]),
  ]);
}
