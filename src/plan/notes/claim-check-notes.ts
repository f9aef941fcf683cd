import type { Message } from "../../messages/message.ts";
import { enumerated } from "./../../messages/words.ts";
import { deadLetterQueue } from "../../transports/queue/queue-functions.ts";
import { stepsPast } from "../../transports/queue/queue-order.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import type { Plan, QueuePlan, StateMachinePlan } from "../plan.ts";
import { sameStep } from "../same-step.ts";
import { sharedRecords } from "./shared-records.ts";
import { inShell } from "./stack-in-shell.ts";
import { depthOf, drainFirst } from "./under-way.ts";

/**
 * Returns notes on results in S3 whose step has no claim check any more. One that is added does nothing to what is
 * under way: a result that was passed on itself is taken as it is.
 */
export function claimCheckNotes(before: Plan, after: Plan): Message[] {
  const ofTransport =
    before.transport === "queue" ? unredeemedNotes(before, after) : unreadableNotes(before, after);
  return [...ofTransport, ...sharedReferenceNotes(before, after)];
}

/** A message that was passed on with a reference is not changed by what the code does now. */
function unredeemedNotes(before: QueuePlan, after: Plan): Message[] {
  return before.steps.flatMap((step): Message[] => {
    const { name, claimCheck } = step.task;
    const now = sameStep(step, after);
    if (!claimCheck || now === undefined || now.task.claimCheck) return [];
    const past = stepsPast(before, name);
    if (past.length === 0) return [];
    const queues = past.flatMap((queue) => [queue, deadLetterQueue(queue)]);
    return [
      {
        code: "CLAIM_NOT_REDEEMED",
        message: `Messages that are past ${name} when this is deployed hold a reference, { "claimCheck": "…" }, in the place of results.${step.key}, and nobody redeems it any more: the steps behind get the reference.`,
        suggestion: inShell(
          before,
          "Start no new workflow until these are empty, and no dead letter of theirs is left to be redriven, then deploy:",
          depthOf(before, queues),
        ),
      },
    ];
  });
}

/**
 * The versions that executions are pinned to share their function's role. The bucket itself is kept,
 * whatever deploys it.
 */
function unreadableNotes(before: StateMachinePlan, after: Plan): Message[] {
  const names = before.steps.flatMap((step) => {
    const now = sameStep(step, after);
    const losesAccess =
      (step.task.claimCheck && !now?.task.claimCheck) ||
      step.claims.some((key) => !now?.claims.includes(key));
    return now && losesAccess ? [step.task.name] : [];
  });
  if (names.length === 0) return [];
  return [
    {
      code: "WITHDRAWN_CLAIM_CHECKS",
      message: `${enumerated(names)} may no longer use results in S3 as before once this is deployed; running executions call the code that does, and fail there.`,
      suggestion: inShell(before, drainFirst(before)),
    },
  ];
}

/**
 * Returns notes on results that are kept by a key: workflows that start after the deployment get them as well.
 */
function sharedReferenceNotes(before: Plan, after: Plan): Message[] {
  return before.steps.flatMap((step): Message[] => {
    const { name, claimCheck } = step.task;
    const old = keyOf(step.task);
    const now = sameStep(step, after)?.task;
    const isRead = before.steps.some(({ claims }) => claims.includes(step.key));
    if (!claimCheck || !old || !now || now.claimCheck || !isRead) return [];
    if (keyOf(now)?.key !== old.key) return [];
    return [
      {
        code: "SHARED_CLAIM_NOT_REDEEMED",
        message: `For ${formatDuration(old.windowSeconds)} after the deployment a workflow whose ${old.key} has been there before is given the result that ${name} made then: a reference, { "claimCheck": "…" }, which nobody redeems any more.`,
        suggestion: `Delete the records ${sharedRecords(name, old)} when this is deployed: ${name} then does once more what it has done for their keys. Or keep the claim check.`,
      },
    ];
  });
}
