import type { Message } from "../../messages/message.ts";
import { deadLetterQueue } from "../../transports/queue/queue-functions.ts";
import { stepsPast } from "../../transports/queue/queue-order.ts";
import { DAY_SECONDS, formatDuration } from "../../workflow/duration.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import type { IdempotencyKey } from "../../workflow/workflow.ts";
import type { Plan, PlannedStep, QueuePlan } from "../plan.ts";
import { sameStep } from "../same-step.ts";
import { sharedRecords } from "./shared-records.ts";
import { inShell } from "./stack-in-shell.ts";
import { depthOf } from "./under-way.ts";

/**
 * Returns notes on work that a step has done once for each key. A record has the path of its key in its id, and its end
 * is written when it is made.
 */
export function keyNotes(before: Plan, after: Plan): Message[] {
  return before.steps.flatMap((step) => {
    const now = sameStep(step, after);
    if (!now) return [];
    const [old, key] = [keyOf(step.task), keyOf(now.task)];
    if (!key)
      return old && before.transport === "queue" ? withoutKey(before, after, step, old) : [];
    if (old?.key !== key.key) return [otherKey(before, step, old, key)];
    if (old.windowSeconds === key.windowSeconds) return [];
    return [otherWindow(after, now, old, key)];
  });
}

/** An execution that is running keeps its code: it looks for the old key, and leaves the old record. */
const whenDone = (plan: Plan) =>
  plan.transport === "queue"
    ? "has done before this is deployed"
    : "has done before this is deployed, or does in executions that are running then";

function otherKey(
  before: Plan,
  { task: { name } }: PlannedStep,
  old: IdempotencyKey | undefined,
  { key }: IdempotencyKey,
): Message {
  const instead = old ? ` instead of each ${old.key}` : "";
  const harm = `Where that does harm, let ${name} itself look whether it has been done.`;
  return {
    code: "CHANGED_KEY",
    message: `${name} is done once for each ${key}${instead}: what it ${whenDone(before)} is not known by that key, and the next workflow with the same one does it again.`,
    suggestion:
      before.transport === "queue"
        ? inShell(
            before,
            `${harm} A message that waits for it without ${key} fails there for good: deploy while this is empty where there may be such.`,
            depthOf(before, [name]),
          )
        : harm,
  };
}

function otherWindow(
  after: Plan,
  { task: { name, claimCheck } }: PlannedStep,
  old: IdempotencyKey,
  now: IdempotencyKey,
): Message {
  const [before, since] = [formatDuration(old.windowSeconds), formatDuration(now.windowSeconds)];
  const message = `What ${name} ${whenDone(after)} is remembered for ${before} as it was, not for ${since}`;
  if (old.windowSeconds < now.windowSeconds) {
    return {
      code: "CHANGED_WINDOW",
      message: `${message}: a workflow with the same ${now.key} that comes later does it again.`,
      suggestion: `Where that does harm, let ${name} itself look whether it has been done.`,
    };
  }
  const days = after.claimCheckDays ?? Number.POSITIVE_INFINITY;
  const isDeleted = claimCheck && old.windowSeconds > days * DAY_SECONDS;
  return {
    code: "CHANGED_WINDOW",
    message: `${message}: until then workflows with the same ${now.key} get that result.${isDeleted ? ` In S3 it is kept for ${days} days only: behind that, the steps that need it fail.` : ""}`,
    suggestion: `To have it done again sooner, delete the records ${sharedRecords(name, now)}.`,
  };
}

/** A message does not say whose result it holds: only the record does, and nobody reads it any more. */
function withoutKey(
  before: QueuePlan,
  after: Plan,
  step: PlannedStep,
  old: IdempotencyKey,
): Message[] {
  const { name } = step.task;
  const undo = after.steps.find(({ role, of }) => role === "compensation" && of === name);
  if (!undo) return [];
  const queues = [name, ...stepsPast(before, name)].flatMap((queue) => [
    queue,
    deadLetterQueue(queue),
  ]);
  return [
    {
      code: "SHARED_RESULT_UNDONE",
      message: `${name} is no longer done once for each ${old.key}: where a workflow was given the result of another before this is deployed, and is undone afterwards, ${undo.task.name} runs, and takes from the other what it relies on.`,
      suggestion: inShell(
        before,
        "Start no new workflow until these are empty, then deploy:",
        depthOf(before, queues),
      ),
    },
  ];
}
