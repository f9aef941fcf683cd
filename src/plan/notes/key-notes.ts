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
    ? "did before the deployment"
    : "did before the deployment, or does in executions that are still running";

function otherKey(
  before: Plan,
  { task: { name } }: PlannedStep,
  old: IdempotencyKey | undefined,
  { key }: IdempotencyKey,
): Message {
  const instead = old ? ` instead of each ${old.key}` : "";
  const harm = `If that does harm, let ${name} check itself whether the work has been done.`;
  return {
    code: "CHANGED_KEY",
    message: `${name} runs once for each ${key}${instead}. The new key does not cover what it ${whenDone(before)}: the next workflow with the same key runs it again.`,
    suggestion:
      before.transport === "queue"
        ? inShell(
            before,
            `${harm} A waiting message without ${key} fails permanently: if there may be such messages, deploy while this queue is empty.`,
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
  const message = `Unchain remembers what ${name} ${whenDone(after)} for ${before}, as before, not for ${since}`;
  if (old.windowSeconds < now.windowSeconds) {
    return {
      code: "CHANGED_WINDOW",
      message: `${message}: a later workflow with the same ${now.key} runs it again.`,
      suggestion: `If that does harm, let ${name} check itself whether the work has been done.`,
    };
  }
  const days = after.claimCheckDays ?? Number.POSITIVE_INFINITY;
  const isDeleted = claimCheck && old.windowSeconds > days * DAY_SECONDS;
  return {
    code: "CHANGED_WINDOW",
    message: `${message}: until then, workflows with the same ${now.key} receive that result.${isDeleted ? ` S3 keeps it for only ${days} days; after that, steps that need it fail.` : ""}`,
    suggestion: `To run it again sooner, delete the records ${sharedRecords(name, now)}.`,
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
      message: `${name} no longer runs once for each ${old.key}. If a workflow received the result of another one before the deployment and is compensated afterwards, ${undo.task.name} runs and undoes work on which the other workflow relies.`,
      suggestion: inShell(
        before,
        "Start no new workflows until these queues are empty, then deploy:",
        depthOf(before, queues),
      ),
    },
  ];
}
