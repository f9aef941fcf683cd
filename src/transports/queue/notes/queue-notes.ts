import type { Message } from "../../../messages/message.ts";
import { enumerated, times } from "../../../messages/words.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import { drainFirst } from "../../../plan/notes/under-way.ts";
import { sameStep } from "../../../plan/same-step.ts";
import { wordsOf } from "../../../targets/descriptions.ts";
import { DAY_SECONDS } from "../../../workflow/duration.ts";
import type { QueuePlan } from "../plan.ts";
import { BEGIN, deadLetterQueue, firstQueue } from "../queue-functions.ts";
import { stepsBehind } from "../queue-order.ts";
import { DEAD_LETTER_RETENTION_SECONDS, QUEUE_RETENTION_SECONDS } from "../sqs.ts";
import { deleteQueues, depthOf, queueName, queuesOf } from "./queues-under-way.ts";

/** Returns notes on messages under way: whatever code runs next takes them. */
export function queueNotes(before: QueuePlan, after: QueuePlan): Message[] {
  return [
    ...startQueueNotes(before, after),
    ...removedQueueNotes(before, after),
    ...otherGroupNotes(before, after),
    ...changedRoleNotes(before, after),
    ...passedOverNotes(before, after),
    ...repeatedNotes(before, after),
    ...fewerTriesNotes(before, after),
  ];
}

/** A queue cannot become a FIFO queue, nor stop being one ("Amazon SQS FIFO queues"). */
export function replacedQueues(before: QueuePlan, after: QueuePlan): Message {
  const kind = after.groupBy ? "queues that keep order" : "queues that keep no order";
  return {
    code: "REPLACED_QUEUES",
    message: `All queues are replaced by ${kind}: nothing takes from the old ones once this is deployed. They stay, with every message in them, and workflows start in another queue.`,
    suggestion: inShell(
      before,
      drainFirst(before, depthOf(before, [...queuesOf(before)])),
      deleteQueues(before, [...queuesOf(before)]),
      newStartQueue(after),
    ),
  };
}

function newStartQueue({ workflow }: QueuePlan): string {
  const whoever = workflow.trigger
    ? "whoever starts workflows without the trigger"
    : "whoever starts workflows";
  return `After the deployment, give ${whoever} the new ${wordsOf(workflow).outputName("StartQueueUrl")} from its outputs.`;
}

function startQueueNotes(before: QueuePlan, after: QueuePlan): Message[] {
  const [old, first] = [firstQueue(before), firstQueue(after)];
  if (old === undefined || first === undefined || old === first) return [];
  const passed =
    first === BEGIN ? `passes over what comes before ${old} now` : `passes ${first} over`;
  const otherwise = queuesOf(after).has(old)
    ? `what is still sent to ${queueName(before, old)} ${passed}`
    : `nothing takes from ${queueName(before, old)} any more`;
  return [
    {
      code: "CHANGED_START_QUEUE",
      message: `Workflows start in another queue, ${queueName(after, first)}: ${otherwise}.`,
      suggestion: newStartQueue(after),
    },
  ];
}

function removedQueueNotes(before: QueuePlan, after: QueuePlan): Message[] {
  const kept = queuesOf(after);
  const removed = [...queuesOf(before)].filter((queue) => !kept.has(queue));
  if (removed.length === 0) return [];
  const names = removed.map((queue) => queueName(before, queue));
  return [
    {
      code: "REMOVED_QUEUES",
      message: `Nothing takes from ${enumerated(names)} once this is deployed. ${names.length === 1 ? "It stays, with every message in it" : "They stay, with every message in them"}, until somebody deletes ${names.length === 1 ? "it" : "them"}.`,
      suggestion: inShell(
        before,
        `Redrive dead letters, or give them up. ${drainFirst(before, depthOf(before, removed))}`,
        deleteQueues(before, removed),
      ),
    },
  ];
}

function otherGroupNotes(before: QueuePlan, after: QueuePlan): Message[] {
  const [old, now] = [before.groupBy?.join("."), after.groupBy?.join(".")];
  if (old === now) return [];
  return [
    {
      code: "CHANGED_GROUPS",
      message: `Order is kept by input.${now} instead of input.${old}: between messages that wait already, and those that come behind them, it is not kept.`,
      suggestion: inShell(
        before,
        "Where it must be, start no new workflow until these are empty, then deploy:",
        depthOf(before, [...queuesOf(before)]),
      ),
    },
  ];
}

/** A message says nothing about whether its workflow is being undone: the queue that it is in does. */
function changedRoleNotes(before: QueuePlan, after: QueuePlan): Message[] {
  return before.steps.flatMap((step): Message[] => {
    const now = sameStep(step, after);
    if (!now || (step.role === "compensation") === (now.role === "compensation")) return [];
    const { name } = step.task;
    const message =
      now.role === "compensation"
        ? `${name} undoes ${now.of} from now on: workflows that have come to it as a step when this is deployed are undone from there.`
        : `${name} undoes ${step.of} no longer, and is a step: workflows that are being undone, and have come to it when this is deployed, go on with the steps behind it.`;
    return [
      {
        code: "CHANGED_ROLE",
        message,
        suggestion: inShell(
          before,
          "Start no new workflow until these are empty, then deploy:",
          depthOf(before, [name, deadLetterQueue(name)]),
          "Or give it another name.",
        ),
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
        message: `Messages that wait for ${enumerated(entries)}, or behind, when this is deployed have not been through ${task.name} and do not come there: ${result} is missing in them.`,
        suggestion: inShell(
          before,
          [
            `Let the steps behind do without ${result} for ${days} days after the deployment: so long may a message wait, and be redriven as a dead letter.`,
            ...(undo
              ? [
                  `${undo.task.name} runs for them all the same when they are undone: let it do nothing where ${result} is missing.`,
                ]
              : []),
            `Or start no new workflow until these are empty, then deploy:`,
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
        message: `The order of the steps changes: messages that wait for ${waiting} when this is deployed have been through ${enumerated(again)}, and go there again.`,
        suggestion: inShell(
          before,
          "A guarded step answers with its first result; one with idempotency: natural runs once more. To have neither, start no new workflow until this is empty, then deploy:",
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
        message: `${task.name} may be tried ${times(now)} instead of ${times(most)}: work that has been tried ${times(now)} or more by then fails for good at its next turn, without another try.`,
        suggestion: inShell(
          before,
          "Deploy while no message is being retried. ApproximateNumberOfMessagesNotVisible is 0 then:",
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
