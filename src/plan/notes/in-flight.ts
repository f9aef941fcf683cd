import type { Message } from "../../messages/message.ts";
import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import { transportOf } from "../../transports/registry.ts";
import type { Plan } from "../plan.ts";
import { inShell, stackInShell } from "./stack-in-shell.ts";
import { targetNotes } from "./target-notes.ts";
import { triggerNotes } from "./trigger-notes.ts";
import { drainFirst } from "./under-way.ts";

/**
 * Returns notes on what the next deployment does to messages and executions that are under way; none where it does
 * nothing to them. Pure.
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
  return before.transport === after.transport
    ? transportOf(before).notes.between(before, after)
    : [changedTransport(before, after)];
}

function newStack(before: Plan, after: Plan): Message {
  const [old, other] = [before.workflow.name, after.workflow.name];
  const { what, check } = transportOf(before).notes.underWay(before);
  const { part } = descriptions[before.workflow.infrastructure];
  if (before.workflow.as && part) {
    return {
      code: "NEW_STACK",
      message: `The workflow is renamed: the next deployment of your ${part.of} deletes ${old} with ${what}, and creates ${other}.`,
      suggestion: inShell(
        before,
        `Replace the lines of ${old} by those of ${other}, which are in README.md. ${drainFirst(before, check)}`,
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
  const { notes } = transportOf(before);
  const { what, check } = notes.underWay(before);
  return {
    code: "CHANGED_TRANSPORT",
    message: `The transport changes from ${before.transport} to ${after.transport}: after the deployment, ${notes.replaced}. Nothing moves ${what} to the new transport, and ${after.workflow.trigger ? "callers that do not use the trigger start workflows" : "workflows start"} at another place.`,
    suggestion: inShell(before, drainFirst(before, check), ...notes.leftovers(before)),
  };
}
