import type { Message } from "../../../messages/message.ts";
import { enumerated } from "../../../messages/words.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import { drainFirst } from "../../../plan/notes/under-way.ts";
import type { Plan, PlannedStep } from "../../../plan/plan.ts";
import { sameStep } from "../../../plan/same-step.ts";
import { isGuarded } from "../../../workflow/idempotency.ts";
import type { StateMachinePlan } from "../plan.ts";
import { runningExecutions } from "./running-executions.ts";

/** Returns a note on approvals that become other steps. */
export const withdrawnTableNote = (before: StateMachinePlan, after: Plan): Message | undefined =>
  withdrawnNote(
    before,
    after,
    "WITHDRAWN_APPROVALS",
    "store a token: running executions that reach this approval fail. Requests that are already open can still be answered.",
    (step, now) => step.answerSeconds !== undefined && now.answerSeconds === undefined,
  );

/** Returns a note on results in S3 whose step has no claim check any more. The bucket itself is kept, whatever deploys it. */
export const unreadableNote = (before: StateMachinePlan, after: Plan): Message | undefined =>
  withdrawnNote(
    before,
    after,
    "WITHDRAWN_CLAIM_CHECKS",
    "use results in S3 as before. Running executions still call the old code, which does, and fail there.",
    (step, now) =>
      (step.task.claimCheck && !now.task.claimCheck) ||
      step.claims.some((key) => !now.claims.includes(key)),
  );

/** Returns a note on steps that keep no records any more. */
export const unguardedNote = (before: StateMachinePlan, after: Plan): Message | undefined =>
  withdrawnNote(
    before,
    after,
    "WITHDRAWN_PERMISSION",
    "use the idempotency table. Running executions still call the old code, which does, and fail there.",
    (step, now) => usesTable(step) && !usesTable(now),
  );

/** A compensation of a step with a key reads that step's records, guarded itself or not. */
function usesTable({ task, undoes }: PlannedStep): boolean {
  return isGuarded(task) || undoes !== undefined;
}

/**
 * Returns a note on a permission that functions lose: the versions that executions are pinned to share their function's
 * role. A function that is deleted is in the note on those.
 *
 * @param what they may no longer do, and what follows
 */
function withdrawnNote(
  before: StateMachinePlan,
  after: Plan,
  code: string,
  what: string,
  isLost: (step: PlannedStep, now: PlannedStep) => boolean,
): Message | undefined {
  const names = before.steps.flatMap((step) => {
    const now = sameStep(step, after);
    return now && isLost(step, now) ? [step.task.name] : [];
  });
  if (names.length === 0) return undefined;
  return {
    code,
    message: `After the deployment, ${enumerated(names)} may no longer ${what}`,
    suggestion: inShell(before, drainFirst(before, runningExecutions(before))),
  };
}
