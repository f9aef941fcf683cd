import type { Message } from "../../messages/message.ts";
import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import type { Infrastructure } from "../../targets/names.ts";
import { queueDeletion } from "../../transports/queue/notes/queue-depth.ts";
import { deadLetterQueue } from "../../transports/queue/queue-functions.ts";
import { transportOf } from "../../transports/registry.ts";
import type { Plan } from "../plan.ts";
import { inShell, stackInShell } from "./stack-in-shell.ts";

/**
 * Returns notes on a change of the target, or of its form. Nothing goes over by itself: a resource is in one stack, or
 * one state of Terraform, and both give queues, state machine and approvals the names that the workflow has for them.
 */
export function targetNotes(before: Plan, after: Plan): Message[] {
  const [old, now] = [before.workflow, after.workflow];
  if (old.infrastructure === now.infrastructure && old.as === now.as) return [];
  return [
    {
      code: "CHANGED_INFRASTRUCTURE",
      message: `From ${titleOf(before)} to ${titleOf(after)}: the next deployment takes over nothing that is deployed, nor ${transportOf(before).notes.underWay(before).what}. ${collision(old.infrastructure, now.infrastructure)}`,
      suggestion: inShell(
        before,
        besideOrAfter(after),
        transportOf(before).notes.underWay(before).check,
        removal(before),
        ...leftovers(before),
        ...records(before, now.infrastructure),
      ),
    },
  ];
}

function titleOf({ workflow: { infrastructure, as } }: Plan): string {
  return `${descriptions[infrastructure].title}${as ? ` as a ${as}` : ""}`;
}

function collision(old: Infrastructure, now: Infrastructure): string {
  const { overExisting } = descriptions[now].words;
  return old !== now && overExisting !== undefined
    ? overExisting
    : "Under the same name it fails while the old resources are there.";
}

function besideOrAfter({ workflow: { as } }: Plan): string {
  const beside = as
    ? "Deploy it under another name beside the old one"
    : "Deploy another stage beside it (deploy --stage <other>)";
  return `${beside}, start new work there, and remove the old one when nothing is under way in it. Or, under the same name: start no new workflow until nothing is under way, remove the old one, and deploy then. Whether anything is under way:`;
}

function removal(before: Plan): string {
  const { infrastructure, as, name } = before.workflow;
  const stays = "Queues, the table of what was done and the bucket of results stay.";
  const { part } = descriptions[infrastructure];
  if (as && part) {
    return [`${part.removal} ${stays}`, part.removeCommand(name) ?? []].flat().join("\n");
  }
  const { removeWhere, removeCommand } = wordsOf(before.workflow);
  return [
    `Remove the old one${removeWhere ? ` ${removeWhere}` : ""}. ${stays}`,
    removeCommand(stackInShell(name)),
  ].join("\n");
}

/** "DeleteQueue", Amazon SQS API Reference: the name can be taken again after 60 seconds. */
function leftovers(before: Plan): string[] {
  const { name, trigger } = before.workflow;
  const hasFailedStarts = trigger !== undefined && trigger.kind !== "api";
  const queues = [
    ...transportOf(before).queueNames(before),
    ...(hasFailedStarts ? [deadLetterQueue("start")] : []),
  ];
  if (queues.length === 0) return [];
  return [
    "Redrive dead letters, or give them up; then delete the queues, and wait 60 seconds, or no queue of these names can be deployed:",
    queueDeletion(name, queues),
  ];
}

/** Only with keys of their own do records matter beyond their workflow. */
function records({ keyed }: Plan, now: Infrastructure): string[] {
  if (!keyed) return [];
  return [
    `What was done once for a key is in the old table, which nothing asks any more: within its window it is done once more. To keep the records, import the table before the first deployment, when the old one is removed. ${descriptions[now].words.importTable}`,
  ];
}
