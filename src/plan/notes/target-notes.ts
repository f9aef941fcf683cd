import { deadLetterQueue } from "../../deployment/queues.ts";
import type { Message } from "../../messages/message.ts";
import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import type { Infrastructure } from "../../targets/names.ts";
import { queueDeletion } from "../../transports/queue/notes/queue-depth.ts";
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
      message: `The infrastructure changes from ${titleOf(before)} to ${titleOf(after)}: the next deployment does not take over deployed resources or ${transportOf(before).notes.underWay(before).what}. ${collision(old.infrastructure, now.infrastructure)}`,
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
    : "Under the same name it fails while the old resources exist.";
}

function besideOrAfter({ workflow: { as } }: Plan): string {
  const beside = as
    ? "Deploy it under another name next to the old one"
    : "Deploy another stage next to it (deploy --stage <other>)";
  return `${beside}, start new workflows there, and remove the old one when it has no running workflows. Or keep the name: start no new workflows until none is running, remove the old deployment, then deploy. This shows running workflows:`;
}

function removal(before: Plan): string {
  const { infrastructure, as, name } = before.workflow;
  const stays = "Queues, the idempotency table and the bucket of results stay.";
  const { part } = descriptions[infrastructure];
  if (as && part) {
    return [`${part.removal} ${stays}`, part.removeCommand(name) ?? []].flat().join("\n");
  }
  const { removeWhere, removeCommand } = wordsOf(before.workflow);
  return [
    `Remove the old deployment${removeWhere ? ` ${removeWhere}` : ""}. ${stays}`,
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
    "Redrive or discard the messages in dead-letter queues. Then delete the queues and wait 60 seconds; until then, queues with these names cannot be deployed:",
    queueDeletion(name, queues),
  ];
}

/** Only with keys of their own do records matter beyond their workflow. */
function records({ keyed }: Plan, now: Infrastructure): string[] {
  if (!keyed) return [];
  return [
    `The idempotency records are in the old table, which is no longer used: steps with a key may run again within its window. To keep the records, remove the old deployment and import the table before the first new one. ${descriptions[now].words.importTable}`,
  ];
}
