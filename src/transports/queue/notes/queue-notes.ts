import { DEAD_LETTER_RETENTION_SECONDS } from "../../../deployment/queues.ts";
import { compact } from "../../../lists.ts";
import type { Message } from "../../../messages/message.ts";
import { enumerated, times } from "../../../messages/words.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import { drainFirst } from "../../../plan/notes/under-way.ts";
import { sameStep } from "../../../plan/same-step.ts";
import { wordsOf } from "../../../targets/descriptions.ts";
import { DAY_SECONDS } from "../../../workflow/duration.ts";
import type { QueuePlan } from "../plan.ts";
import { BEGIN, firstQueue } from "../queue-functions.ts";
import { stepsBehind } from "../queue-order.ts";
import { QUEUE_RETENTION_SECONDS } from "../sqs.ts";
import {
  deleteQueues,
  depthOf,
  queueName,
  queuesOf,
  whileEmpty,
  withDeadLetters,
} from "./queues-under-way.ts";

/** Returns notes on messages under way: whatever code runs next takes them. */
export function queueNotes(before: QueuePlan, after: QueuePlan): Message[] {
  return compact([
    startQueueNote(before, after),
    removedQueuesNote(before, after),
    otherGroupNote(before, after),
    ...changedRoleNotes(before, after),
    ...passedOverNotes(before, after),
    ...repeatedNotes(before, after),
    ...fewerTriesNotes(before, after),
  ]);
}

/** A queue cannot become a FIFO queue, nor stop being one ("Amazon SQS FIFO queues"). */
export function replacedQueues(before: QueuePlan, after: QueuePlan): Message {
  const kind = after.groupBy ? "FIFO queues" : "standard queues";
  return {
    code: "REPLACED_QUEUES",
    message: `The deployment replaces all queues by ${kind}, and no function reads from the old ones any more. The old queues stay, with all their messages, and workflows start in another queue.`,
    suggestion: inShell(
      before,
      drainFirst(before, depthOf(before, queuesOf(before))),
      deleteQueues(before, queuesOf(before)),
      newStartQueue(after),
    ),
  };
}

function newStartQueue({ workflow }: QueuePlan): string {
  const whoever = workflow.trigger ? "callers that do not use the trigger" : "callers";
  return `After the deployment, give ${whoever} the new ${wordsOf(workflow).outputName("StartQueueUrl")}, an output of the deployment.`;
}

function startQueueNote(before: QueuePlan, after: QueuePlan): Message | undefined {
  const [old, first] = [firstQueue(before), firstQueue(after)];
  if (old === undefined || first === undefined || old === first) return undefined;
  const passed = first === BEGIN ? `skips the steps before ${old}` : `skips ${first}`;
  const otherwise = queuesOf(after).includes(old)
    ? `a message that is still sent to ${queueName(before, old)} ${passed}`
    : `no function reads from ${queueName(before, old)} any more`;
  return {
    code: "CHANGED_START_QUEUE",
    message: `Workflows start in another queue, ${queueName(after, first)}: ${otherwise}.`,
    suggestion: newStartQueue(after),
  };
}

function removedQueuesNote(before: QueuePlan, after: QueuePlan): Message | undefined {
  const kept = queuesOf(after);
  const removed = queuesOf(before).filter((queue) => !kept.includes(queue));
  if (removed.length === 0) return undefined;
  const names = removed.map((queue) => queueName(before, queue));
  return {
    code: "REMOVED_QUEUES",
    message: `After the deployment, no function reads from ${enumerated(names)}. ${names.length === 1 ? "The queue stays, with all its messages" : "The queues stay, with all their messages"}, until you delete ${names.length === 1 ? "it" : "them"}.`,
    suggestion: inShell(
      before,
      `Redrive or discard the messages in dead-letter queues. ${drainFirst(before, depthOf(before, removed))}`,
      deleteQueues(before, removed),
    ),
  };
}

function otherGroupNote(before: QueuePlan, after: QueuePlan): Message | undefined {
  const [old, now] = [before.groupBy?.join("."), after.groupBy?.join(".")];
  if (old === now) return undefined;
  return {
    code: "CHANGED_GROUPS",
    message: `The order is kept by input.${now} instead of input.${old}. It is not kept between messages that are already waiting and new ones.`,
    suggestion: inShell(
      before,
      "Where it must be, start no new workflows until these queues are empty, then deploy:",
      depthOf(before, queuesOf(before)),
    ),
  };
}

/** A message says nothing about whether its workflow is being undone: the queue that it is in does. */
function changedRoleNotes(before: QueuePlan, after: QueuePlan): Message[] {
  return before.steps.flatMap((step): Message[] => {
    const now = sameStep(step, after);
    if (!now || (step.role === "compensation") === (now.role === "compensation")) return [];
    const { name } = step.task;
    const message =
      now.role === "compensation"
        ? `${name} becomes the compensation of ${now.of}: workflows that are waiting for it as a step during the deployment are compensated from there.`
        : `${name} is no longer the compensation of ${step.of}, but a step: workflows whose compensation has reached it during the deployment continue with the steps after it.`;
    return [
      {
        code: "CHANGED_ROLE",
        message,
        suggestion: whileEmpty(before, withDeadLetters([name]), "Or give it another name."),
      },
    ];
  });
}

/** Steps that a message misses because it is past their place when they come there. */
function passedOverNotes(before: QueuePlan, after: QueuePlan): Message[] {
  const [old, now] = [stepsBehind(before), stepsBehind(after)];
  const common = commonSteps(before, after);
  return after.steps.flatMap(({ task, role, key }): Message[] => {
    if (role !== "step") return [];
    const missing = common.filter(
      (name) => now.get(task.name)?.has(name) && !old.get(task.name)?.has(name),
    );
    if (missing.length === 0) return [];
    const entries = missing.filter((name) => !missing.some((other) => now.get(other)?.has(name)));
    const undo = after.steps.find(({ role, of }) => role === "compensation" && of === task.name);
    const result = `results.${key}`;
    const days = (QUEUE_RETENTION_SECONDS + DEAD_LETTER_RETENTION_SECONDS) / DAY_SECONDS;
    return [
      {
        code: "STEP_PASSED_OVER",
        message: `Messages that wait for ${enumerated(entries)} or a later step during the deployment skip ${task.name}, so they lack ${result}.`,
        suggestion: inShell(
          before,
          [
            `For ${days} days after the deployment, let the later steps handle a missing ${result}: messages can wait, and be redriven, that long.`,
            ...(undo
              ? [
                  `${undo.task.name} still runs when they are compensated: let it do nothing if ${result} is missing.`,
                ]
              : []),
            `Or start no new workflows until these queues are empty, then deploy:`,
          ].join(" "),
          depthOf(before, missing),
        ),
      },
    ];
  });
}

/** Steps that a message has been through, and that are before it once more. */
function repeatedNotes(before: QueuePlan, after: QueuePlan): Message[] {
  const [old, now] = [stepsBehind(before), stepsBehind(after)];
  const common = commonSteps(before, after);
  return common.flatMap((waiting): Message[] => {
    const again = common.filter(
      (step) => old.get(step)?.has(waiting) && now.get(waiting)?.has(step),
    );
    if (again.length === 0) return [];
    return [
      {
        code: "STEP_REPEATED",
        message: `The order of the steps changes: messages that wait for ${waiting} during the deployment have already passed ${enumerated(again)}, and run it again.`,
        suggestion: inShell(
          before,
          "A guarded step returns its first result; a step with idempotency: natural runs again. To avoid this, start no new workflows until this queue is empty, then deploy:",
          depthOf(before, [waiting]),
        ),
      },
    ];
  });
}

/** Tries are counted where a deployment does not come. */
function fewerTriesNotes(before: QueuePlan, after: QueuePlan): Message[] {
  return after.functions.steps.flatMap(({ task }): Message[] => {
    const old = before.functions.steps.find((one) => one.task.name === task.name);
    if (!old || old.task.retry.maxAttempts <= task.retry.maxAttempts) return [];
    const [most, now] = [1 + old.task.retry.maxAttempts, 1 + task.retry.maxAttempts];
    return [
      {
        code: "FEWER_TRIES",
        message: `${task.name} may be tried ${times(now)} instead of ${times(most)}: a message that has already been tried ${times(now)} or more fails permanently at its next delivery, without another try.`,
        suggestion: inShell(
          before,
          "Deploy while no message is being retried, which is when ApproximateNumberOfMessagesNotVisible is 0:",
          depthOf(before, [task.name]),
        ),
      },
    ];
  });
}

/** The forward steps, fallbacks included, that wait in a queue of the same name before and after. */
function commonSteps(before: QueuePlan, after: QueuePlan): string[] {
  return before.steps.flatMap((step) => {
    const now = sameStep(step, after);
    const goesForward = step.role !== "compensation" && now && now.role !== "compensation";
    return goesForward ? [step.task.name] : [];
  });
}
