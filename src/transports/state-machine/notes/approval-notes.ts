import { compact } from "../../../lists.ts";
import type { Message } from "../../../messages/message.ts";
import { enumerated } from "../../../messages/words.ts";
import { inShell, stackInShell } from "../../../plan/notes/stack-in-shell.ts";
import { sameStep } from "../../../plan/same-step.ts";
import { formatDuration } from "../../../workflow/duration.ts";
import type { StateMachinePlan } from "../plan.ts";
import { runningExecutions } from "./running-executions.ts";
import { withdrawnTableNote } from "./withdrawn-notes.ts";

/**
 * Returns notes on requests that are open: their tokens are in a table, the time for an answer in the definition.
 */
export function approvalNotes(before: StateMachinePlan, after: StateMachinePlan): Message[] {
  if (!before.forms.approvals) return [];
  return after.forms.approvals
    ? compact([...keptTimeNotes(before, after), withdrawnTableNote(before, after)])
    : [removedTable(before)];
}

function removedTable(before: StateMachinePlan): Message {
  const asking = before.steps.filter(({ answerSeconds }) => answerSeconds !== undefined);
  const names = enumerated(asking.map(({ task }) => task.name));
  const table = `${stackInShell(before.workflow.name)}-approvals`;
  return {
    code: "REMOVED_APPROVALS",
    message: `The next deployment deletes the table <stack>-approvals with the tokens of all open requests of ${names}. They can no longer be answered, and end as TimedOut. An execution that reaches an approval later fails there.`,
    suggestion: inShell(
      before,
      "Answer all requests before you deploy. This lists requests without an answer, including those of the last 30 days that have timed out:",
      `aws dynamodb scan --table-name "${table}" --filter-expression "attribute_not_exists(answer)" --query "Items[].[workflowId.S, step.S]" --output text`,
      "What is running:",
      runningExecutions(before),
    ),
  };
}

function keptTimeNotes(before: StateMachinePlan, after: StateMachinePlan): Message[] {
  const notes = before.steps.map((step) => {
    const [old, now] = [step.answerSeconds, sameStep(step, after)?.answerSeconds];
    if (old === undefined || now === undefined || old === now) return undefined;
    return {
      code: "KEPT_ANSWER_TIME",
      message: `Executions that are running during the deployment still wait ${formatDuration(old)} for an answer to ${step.task.name}, not ${formatDuration(now)}.`,
      suggestion:
        old < now
          ? `Answer open requests within ${formatDuration(old)}.`
          : "Answer the requests that should not wait so long.",
    };
  });
  return compact(notes);
}
