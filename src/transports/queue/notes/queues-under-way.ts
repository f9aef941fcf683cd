import { deadLetterQueue } from "../../../deployment/queues.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import { deletion } from "../../../plan/notes/under-way.ts";
import type { QueuePlan } from "../plan.ts";
import { BEGIN } from "../queue-functions.ts";
import { queueDepth } from "./queue-depth.ts";

/** The name of a queue in AWS, whatever the stage. */
export const queueName = (plan: QueuePlan, queue: string) => `<stack>-${inStack(plan, queue)}`;

/** Returns the name of a queue behind the name of the stack. */
export const inStack = ({ groupBy }: QueuePlan, queue: string) =>
  `${queue}${groupBy ? ".fifo" : ""}`;

const namesInStack = (plan: QueuePlan, queues: readonly string[]): string[] =>
  queues.map((queue) => inStack(plan, queue));

/** The command that shows how many messages are in some of a plan's queues. */
export const depthOf = (plan: QueuePlan, queues: readonly string[]): string =>
  queueDepth(plan.workflow.name, namesInStack(plan, queues));

/** Returns advice to deploy only while queues are empty, with the command that shows whether they are. */
export const whileEmpty = (plan: QueuePlan, queues: readonly string[], ...more: string[]): string =>
  inShell(
    plan,
    "Start no new workflows until these queues are empty, then deploy:",
    depthOf(plan, queues),
    ...more,
  );

/** Returns advice about queues that the stack has left behind, with the command that deletes them. */
export const deleteQueues = (plan: QueuePlan, queues: readonly string[]): string =>
  deletion(plan, queues, namesInStack(plan, queues));

/** Returns the queues of functions, and those of their dead letters. */
export const withDeadLetters = (names: readonly string[]): string[] =>
  names.flatMap((name) => [name, deadLetterQueue(name)]);

/** Returns every queue in which the work of a workflow may be. */
export const queuesOf = ({ functions: { begin, steps } }: QueuePlan): string[] =>
  withDeadLetters([...(begin ? [BEGIN] : []), ...steps.map(({ task }) => task.name)]);
