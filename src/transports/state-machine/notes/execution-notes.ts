import type { Message } from "../../../messages/message.ts";
import { enumerated, plural } from "../../../messages/words.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import { drainFirst } from "../../../plan/notes/under-way.ts";
import { sameStep } from "../../../plan/same-step.ts";
import type { StateMachinePlan } from "../plan.ts";
import { runningExecutions } from "./running-executions.ts";
import { unguardedNotes } from "./withdrawn-notes.ts";

/**
 * Returns notes on executions under way, which keep their definition and the versions of their functions.
 */
export function executionNotes(before: StateMachinePlan, after: StateMachinePlan): Message[] {
  return [
    ...definitionNotes(before, after),
    ...removedFunctionNotes(before, after),
    ...unguardedNotes(before, after),
  ];
}

function definitionNotes(before: StateMachinePlan, after: StateMachinePlan): Message[] {
  if (definitionOf(before) === definitionOf(after)) return [];
  return [
    {
      code: "EXECUTIONS_KEEP_DEFINITION",
      message:
        "Running executions, and failed ones that you redrive, keep the definition and the code that they started with, so this change does not apply to them.",
      suggestion:
        "To apply the change to failed work, start it again under a new name instead of redriving it.",
    },
  ];
}

/** Returns the part of a definition that decides what an execution does. */
function definitionOf({ definition }: StateMachinePlan): string {
  return JSON.stringify(definition, (key, value) => (key === "Comment" ? undefined : value));
}

/** Deleting a function deletes its versions, the ones that executions are pinned to as well. */
function removedFunctionNotes(before: StateMachinePlan, after: StateMachinePlan): Message[] {
  const removed = before.steps.filter((step) => !sameStep(step, after));
  if (removed.length === 0) return [];
  const names = removed.map(({ task }) => task.name);
  return [
    {
      code: "REMOVED_FUNCTIONS",
      message: `The next deployment deletes the ${plural("function", names)} of ${enumerated(names)}: an execution that reaches it later fails, also after a redrive.`,
      suggestion: inShell(
        before,
        drainFirst(before, runningExecutions(before)),
        "You can redrive failed executions only before the deployment.",
      ),
    },
  ];
}
