import type { Message } from "../../messages/message.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import type { Plan } from "../plan.ts";
import { sameStep } from "../same-step.ts";
import { sharedRecords } from "./shared-records.ts";

/**
 * Returns notes on results that are kept by a key: workflows that start after the deployment get them as well.
 */
export function sharedReferenceNotes(before: Plan, after: Plan): Message[] {
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
        message: `For ${formatDuration(old.windowSeconds)} after the deployment, a workflow with an ${old.key} that was used before receives the old result of ${name}: a reference, { "claimCheck": "…" }, which the new code no longer loads.`,
        suggestion: `During the deployment, delete the records ${sharedRecords(name, old)}: ${name} then runs again for their keys. Or keep the claim check.`,
      },
    ];
  });
}
