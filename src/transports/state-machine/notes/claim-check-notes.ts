import type { Message } from "../../../messages/message.ts";
import { enumerated } from "../../../messages/words.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import { drainFirst } from "../../../plan/notes/under-way.ts";
import type { Plan } from "../../../plan/plan.ts";
import { sameStep } from "../../../plan/same-step.ts";
import type { StateMachinePlan } from "../plan.ts";
import { runningExecutions } from "./running-executions.ts";

/**
 * Returns notes on results in S3 whose step has no claim check any more. The versions that executions are pinned to
 * share their function's role. The bucket itself is kept, whatever deploys it.
 */
export function unreadableNotes(before: StateMachinePlan, after: Plan): Message[] {
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
      message: `After the deployment, ${enumerated(names)} may no longer use results in S3 as before. Running executions still call the old code, which does, and fail there.`,
      suggestion: inShell(before, drainFirst(before, runningExecutions(before))),
    },
  ];
}
