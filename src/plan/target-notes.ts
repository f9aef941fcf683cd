import { descriptions, wordsOf } from "../targets/descriptions.ts";
import type { Infrastructure } from "../targets/names.ts";
import type { Note } from "./note.ts";
import type { Plan } from "./plan.ts";
import { queueDeletion } from "./queue-depth.ts";
import { deadLetterQueue } from "./queue-functions.ts";
import { stackInShell } from "./stack-in-shell.ts";
import { inStack, queuesOf, underWay } from "./under-way.ts";

/**
 * What another target, or another form of the same, means for what is deployed. Nothing goes over by itself: a
 * resource is in one stack, or one state of Terraform, and both give queues, state machine and approvals the names that
 * the workflow has for them.
 */
export function targetNotes(before: Plan, after: Plan): Note[] {
  const [old, now] = [before.workflow, after.workflow];
  if (old.infrastructure === now.infrastructure && old.as === now.as) return [];
  return [
    {
      code: "CHANGED_INFRASTRUCTURE",
      message: `From ${titleOf(before)} to ${titleOf(after)}: the next deployment takes over nothing that is deployed, nor ${underWay(before).what}. ${collision(old.infrastructure, now.infrastructure)}`,
      suggestion: [
        besideOrAfter(before),
        underWay(before).check,
        removal(before),
        ...leftovers(before),
        ...records(before, now.infrastructure),
      ].join("\n"),
    },
  ];
}

function titleOf({ workflow: { infrastructure, as } }: Plan): string {
  return `${descriptions[infrastructure].title}${as ? ` as a ${as}` : ""}`;
}

/**
 * CloudFormation creates nothing that is there already, and rolls back ("Stack failure options"). CreateQueue answers
 * with the queue that is there where all attributes are the same ("CreateQueue", Amazon SQS API Reference), so that
 * Terraform may have it too.
 */
function collision(old: Infrastructure, now: Infrastructure): string {
  return now === "terraform" && old !== "terraform"
    ? "Under the same name it fails halfway, and may take over queues that the old functions still work from."
    : "Under the same name it fails while the old resources are there.";
}

function besideOrAfter({ workflow: { as } }: Plan): string {
  const beside = as
    ? "Deploy it under another name beside the old one"
    : "Deploy another stage beside it (deploy --stage <other>)";
  return `${beside}, start new work there, and remove the old one when nothing is under way in it. Or, under the same name: start no new workflow until nothing is under way, remove the old one, and deploy then. Whether anything is under way:`;
}

/**
 * Resources with a DeletionPolicy stay when their stack is deleted ("DeletionPolicy attribute"). `prevent_destroy` holds
 * only while the resource is in the configuration ("lifecycle meta-argument reference"), and makes `destroy` fail there:
 * what is to stay is taken out of the state first ("terraform state rm command").
 */
function removal({ workflow: { infrastructure, as, name } }: Plan): string {
  const stays = "Queues, the table of what was done and the bucket of results stay.";
  if (as) return `Remove the ${as} from its app, and deploy that. ${stays}`;
  const command = wordsOf({ infrastructure }).removeCommand(stackInShell(name));
  if (infrastructure !== "terraform") return `Remove the old one. ${stays}\n${command}`;
  const kept = "^aws_(sqs_queue|dynamodb_table|s3_bucket)\\.";
  return `Remove the old one in the commit before this change, with the workspace of its stage: without its .tf files nothing says what must stay. ${stays}\nterraform -chdir=infra state rm $(terraform -chdir=infra state list | grep -E '${kept}')\n${command}`;
}

/** "DeleteQueue", Amazon SQS API Reference: the name can be taken again after 60 seconds. */
function leftovers(before: Plan): string[] {
  const { name, trigger } = before.workflow;
  const hasFailedStarts = trigger !== undefined && trigger.kind !== "api";
  const queues = [
    ...(before.transport === "queue"
      ? [...queuesOf(before)].map((queue) => inStack(before, queue))
      : []),
    ...(hasFailedStarts ? [deadLetterQueue("start")] : []),
  ];
  if (queues.length === 0) return [];
  return [
    "Redrive dead letters, or give them up; then delete the queues, and wait 60 seconds, or no queue of these names can be deployed:",
    queueDeletion(name, queues),
  ];
}

/**
 * Only with keys of their own do records matter beyond their workflow.
 *
 * "cdk import" and "Import AWS resources into a CloudFormation stack": an import can make the stack, with nothing in it
 * but what is imported, which has a DeletionPolicy and is in no other stack. "Import" (Terraform language): a block says
 * which resource becomes which.
 */
function records({ keyed }: Plan, now: Infrastructure): string[] {
  if (!keyed) return [];
  const how = {
    sam: "aws cloudformation create-change-set --change-set-type IMPORT makes the stack of it, from the template that AWS SAM transforms, with IdempotencyTable alone.",
    cdk: "npx cdk import makes the stack of it: give it the name of the table, and skip all else.",
    terraform:
      "An import block with to = aws_dynamodb_table.idempotency does so, with the name of the table as its id, and as its name in infra/.",
  };
  return [
    `What was done once for a key is in the old table, which nothing asks any more: within its window it is done once more. To keep the records, import the table before the first deployment, when the old one is removed. ${how[now]}`,
  ];
}
