import { compact } from "../../../lists.ts";
import { sharedReferenceNotes } from "../../../plan/notes/claim-check-notes.ts";
import { keyNotes } from "../../../plan/notes/key-notes.ts";
import type { TransportNotes } from "../../transport.ts";
import type { StateMachinePlan } from "../plan.ts";
import { approvalNotes } from "./approval-notes.ts";
import { executionNotes } from "./execution-notes.ts";
import { runningExecutions } from "./running-executions.ts";
import { unreadableNote } from "./withdrawn-notes.ts";

/**
 * Notes on executions under way. An execution keeps its definition and the versions of the functions it calls, but not
 * functions that are deleted, nor permissions that are withdrawn ("UpdateStateMachine", AWS Step Functions API
 * Reference; "DeleteFunction", AWS Lambda API Reference).
 */
export const notes: TransportNotes<StateMachinePlan> = {
  underWay: (plan) => ({ what: "its executions", check: runningExecutions(plan) }),
  replaced:
    "the state machine is deleted, and running executions are terminated at their next transition",
  leftovers: () => [],
  between: (before, after) =>
    compact([
      ...executionNotes(before, after),
      ...approvalNotes(before, after),
      unreadableNote(before, after),
      ...sharedReferenceNotes(before, after),
      // An execution that is running looks for the old key, and leaves the old record.
      ...keyNotes(before, after, {
        done: "did before the deployment, or does in executions that are still running",
        caution: (harm) => harm,
        withoutKey: () => [],
      }),
    ]),
};
