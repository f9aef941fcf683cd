import { compact } from "../../../lists.ts";
import type { Message } from "../../../messages/message.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import type { Plan } from "../../../plan/plan.ts";
import { sameStep } from "../../../plan/same-step.ts";
import type { QueuePlan } from "../plan.ts";
import { stepsPast } from "../queue-order.ts";
import { depthOf, withDeadLetters } from "./queues-under-way.ts";

/**
 * Returns notes on results in S3 whose step has no claim check any more. One that is added does nothing to what is
 * under way: a result that was passed on itself is taken as it is.
 *
 * A message that was passed on with a reference is not changed by what the code does now.
 */
export function unredeemedNotes(before: QueuePlan, after: Plan): Message[] {
  return compact(
    before.steps.map((step) => {
      const { name, claimCheck } = step.task;
      const now = sameStep(step, after);
      const past = stepsPast(before, name);
      if (!claimCheck || now === undefined || now.task.claimCheck || past.length === 0) {
        return undefined;
      }
      return {
        code: "CLAIM_NOT_REDEEMED",
        message: `Messages that have passed ${name} before the deployment contain a reference, { "claimCheck": "…" }, instead of results.${step.key}. The new code no longer loads the result, so later steps receive the reference.`,
        suggestion: inShell(
          before,
          "Start no new workflows until these queues are empty, including their dead-letter queues, then deploy:",
          depthOf(before, withDeadLetters(past)),
        ),
      };
    }),
  );
}
