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
      message: `The workflow is renamed: the next deployment of your ${part.of} takes ${old} away, with ${what}, and makes ${other} in its place.`,
      suggestion: inShell(
        before,
        `Add the lines of ${other} in place of those of ${old}: README.md has them. ${drainFirst(before, check)}`,
      ),
    };
  }
  const { removeCommand, beforeRenaming } = wordsOf(before.workflow);
  const answers = before.forms.approvals
    ? `What waits for an answer in the old stack is given it with --stack ${old}, or ${old}-<stage>. `
    : "";
  return {
    code: "NEW_STACK",
    message: beforeRenaming
      ? `The workflow is renamed: the next deployment would take ${old} away, with ${what}, and make ${other} in its place.`
      : `The workflow is renamed: the next deployment makes a stack ${other} beside ${old}, which stays as it is with ${what}.`,
    suggestion: inShell(
      before,
      `${beforeRenaming ? `${beforeRenaming} ` : ""}Start new work at ${other}. ${answers}Delete the old stack once nothing is under way in it:`,
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
    message: `From ${before.transport} to ${after.transport}: when this is deployed, ${notes.replaced}. None of ${what} goes over to the new transport, and ${after.workflow.trigger ? "whoever starts workflows without the trigger does so" : "workflows are started"} at another place.`,
    suggestion: inShell(before, drainFirst(before, check), ...notes.leftovers(before)),
  };
}
