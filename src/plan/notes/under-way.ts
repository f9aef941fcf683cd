import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import { queueDeletion } from "../../transports/queue/notes/queue-depth.ts";
import type { Plan } from "../plan.ts";

/** Returns advice for a deployment that work under way would not survive, and the command that checks whether there is any. */
export function drainFirst(plan: Plan, check: string): string {
  const { infrastructure, as } = plan.workflow;
  const { part } = descriptions[infrastructure];
  const stage =
    as && part
      ? `stage of your ${part.of} next to it`
      : "stage next to it (deploy --stage <other>)";
  return `Start no new workflows until none is running, then deploy. Or deploy another ${stage}, start new workflows there, and delete the old one when it has no running workflows. This shows running workflows:\n${check}`;
}

/** Returns advice about a queue that keeps no order, with the command that deletes it. */
export const deleteStandardQueue = (plan: Plan, queue: string): string =>
  deletion(plan, [queue], [queue]);

/** Returns the advice, by the names that `workflow.yaml` has for the queues, and those behind the name of the stack. */
export function deletion(
  { workflow }: Plan,
  queues: readonly string[],
  deployed: readonly string[],
): string {
  const keep = wordsOf(workflow).keepQueuesCommand?.(queues);
  return [
    ...(keep === undefined
      ? []
      : ["Before the deployment, remove them from the Terraform state, so that they stay:", keep]),
    "After the deployment, delete empty queues: while a queue exists, no other with its name can be deployed.",
    queueDeletion(workflow.name, deployed),
  ].join("\n");
}
