import { compact } from "../../../lists.ts";
import type { Message } from "../../../messages/message.ts";
import { enumerated, plural } from "../../../messages/words.ts";
import { inShell } from "../../../plan/notes/stack-in-shell.ts";
import { drainFirst } from "../../../plan/notes/under-way.ts";
import { sameStep } from "../../../plan/same-step.ts";
import type { StateMachinePlan } from "../plan.ts";
import { runningExecutions } from "./running-executions.ts";
import { unguardedNote } from "./withdrawn-notes.ts";

/**
 * Returns notes on executions under way, which keep their definition and the versions of their functions.
 */
export function executionNotes(before: StateMachinePlan, after: StateMachinePlan): Message[] {
  return compact([
    definitionNote(before, after),
    removedFunctionsNote(before, after),
    unguardedNote(before, after),
  ]);
}

function definitionNote(before: StateMachinePlan, after: StateMachinePlan): Message | undefined {
  if (definitionOf(before) === definitionOf(after)) return undefined;
  return {
    code: "EXECUTIONS_KEEP_DEFINITION",
    message:
      "Running executions, and failed ones that you redrive, keep the definition and the code that they started with, so this change does not apply to them.",
    suggestion:
      "To apply the change to failed work, start it again under a new name instead of redriving it.",
  };
}

/** Returns the part of a definition that decides what an execution does. */
function definitionOf({ definition }: StateMachinePlan): string {
  return JSON.stringify(definition, (key, value) => (key === "Comment" ? undefined : value));
}

/** Deleting a function deletes its versions, the ones that executions are pinned to as well. */
function removedFunctionsNote(
  before: StateMachinePlan,
  after: StateMachinePlan,
): Message | undefined {
  const removed = before.steps.filter((step) => !sameStep(step, after));
  if (removed.length === 0) return undefined;
  const names = removed.map(({ task }) => task.name);
  return {
    code: "REMOVED_FUNCTIONS",
    message: `The next deployment deletes the ${plural("function", names)} of ${enumerated(names)}: an execution that reaches it later fails, also after a redrive.`,
    suggestion: inShell(
      before,
      drainFirst(before, runningExecutions(before)),
      "You can redrive failed executions only before the deployment.",
    ),
  };
}
