import type { Message } from "../../../messages/message.ts";
import type { PlannedStep } from "../../../plan/plan.ts";
import type { IdempotencyKey } from "../../../workflow/workflow.ts";
import type { QueuePlan } from "../plan.ts";
import { stepsPast } from "../queue-order.ts";
import { whileEmpty, withDeadLetters } from "./queues-under-way.ts";

/**
 * Returns notes on a step that is no longer done once for each key. A message does not say whose result it holds: only the record does, and nobody reads it any more.
 */
export function withoutKey(
  before: QueuePlan,
  after: QueuePlan,
  step: PlannedStep,
  old: IdempotencyKey,
): Message[] {
  const { name } = step.task;
  const undo = after.steps.find(({ role, of }) => role === "compensation" && of === name);
  if (!undo) return [];
  return [
    {
      code: "SHARED_RESULT_UNDONE",
      message: `${name} no longer runs once for each ${old.key}. If a workflow received the result of another one before the deployment and is compensated afterwards, ${undo.task.name} runs and undoes work on which the other workflow relies.`,
      suggestion: whileEmpty(before, withDeadLetters([name, ...stepsPast(before, name)])),
    },
  ];
}
