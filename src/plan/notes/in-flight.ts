import type { Message } from "../../messages/message.ts";
import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import { queueNotes, replacedQueues } from "../../transports/queue/queue-notes.ts";
import { executionNotes } from "../../transports/state-machine/execution-notes.ts";
import type { Plan } from "../plan.ts";
import { approvalNotes } from "./approval-notes.ts";
import { claimCheckNotes } from "./claim-check-notes.ts";
import { keyNotes } from "./key-notes.ts";
import { inShell, stackInShell } from "./stack-in-shell.ts";
import { targetNotes } from "./target-notes.ts";
import { triggerNotes } from "./trigger-notes.ts";
import { deleteQueues, drainFirst, queuesOf, underWay } from "./under-way.ts";

/**
 * Returns notes on what the next deployment does to messages and executions that are under way; none where it does
 * nothing to them. Pure.
 *
 * A message has no definition: whatever code runs next takes it. An execution keeps its definition
 * and the versions of the functions it calls, but not functions that are deleted, nor permissions
 * that are withdrawn ("UpdateStateMachine", AWS Step Functions API Reference; "DeleteFunction", AWS
 * Lambda API Reference).
 */
export function inFlightNotes(before: Plan, after: Plan): readonly Message[] {
  const { name } = before.workflow;
  if (name !== after.workflow.name) return [newStack(before, after)];
  return [
    ...targetNotes(before, after),
    ...transportNotes(before, after),
    ...triggerNotes(before, after),
  ];
}

function transportNotes(before: Plan, after: Plan): Message[] {
  if (before.transport === "queue" && after.transport === "queue") {
    if (!before.groupBy !== !after.groupBy) return [replacedQueues(before, after)];
    return [
      ...queueNotes(before, after),
      ...claimCheckNotes(before, after),
      ...keyNotes(before, after),
    ];
  }
  if (before.transport === "state-machine" && after.transport === "state-machine") {
    return [
      ...executionNotes(before, after),
      ...approvalNotes(before, after),
      ...claimCheckNotes(before, after),
      ...keyNotes(before, after),
    ];
  }
  return [changedTransport(before, after)];
}

function newStack(before: Plan, after: Plan): Message {
  const [old, other] = [before.workflow.name, after.workflow.name];
  const { what, check } = underWay(before);
  const { part } = descriptions[before.workflow.infrastructure];
  if (before.workflow.as && part) {
    return {
      code: "NEW_STACK",
      message: `The workflow is renamed: the next deployment of your ${part.of} deletes ${old} with ${what}, and creates ${other}.`,
      suggestion: inShell(
        before,
        `Replace the lines of ${old} by those of ${other}, which are in README.md. ${drainFirst(before)}`,
      ),
    };
  }
  const { removeCommand, beforeRenaming } = wordsOf(before.workflow);
  const answers = before.forms.approvals
    ? `Answer open approvals of the old stack with --stack ${old}, or ${old}-<stage>. `
    : "";
  return {
    code: "NEW_STACK",
    message: beforeRenaming
      ? `The workflow is renamed: the next deployment would delete ${old} with ${what}, and create ${other}.`
      : `The workflow is renamed: the next deployment creates a stack ${other}. The stack ${old} stays, with ${what}.`,
    suggestion: inShell(
      before,
      `${beforeRenaming ? `${beforeRenaming} ` : ""}Start new workflows in ${other}. ${answers}Delete the old stack when it has no running workflows:`,
      check,
      removeCommand(stackInShell(old)),
    ),
  };
}

function changedTransport(before: Plan, after: Plan): Message {
  const { what } = underWay(before);
  const ends = {
    queue: "no function reads from the queues any more; the queues stay, with all their messages",
    "state-machine":
      "the state machine is deleted, and running executions are terminated at their next transition",
  };
  return {
    code: "CHANGED_TRANSPORT",
    message: `The transport changes from ${before.transport} to ${after.transport}: after the deployment, ${ends[before.transport]}. Nothing moves ${what} to the new transport, and ${after.workflow.trigger ? "callers that do not use the trigger start workflows" : "workflows start"} at another place.`,
    suggestion: inShell(
      before,
      drainFirst(before),
      ...(before.transport === "queue" ? [deleteQueues(before, [...queuesOf(before)])] : []),
    ),
  };
}
