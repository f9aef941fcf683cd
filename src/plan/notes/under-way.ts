import { descriptions, wordsOf } from "../../targets/descriptions.ts";
import { queueDeletion } from "../../transports/queue/notes/queue-depth.ts";
import type { Plan } from "../plan.ts";

/** Returns advice for a deployment that work under way would not survive, and the command that checks whether there is any. */
export function drainFirst(plan: Plan, check: string): string {
  const { infrastructure, as } = plan.workflow;
  const { part } = descriptions[infrastructure];
  const stage =
    as && part ? `stage of your ${part.of} beside it` : "stage beside it (deploy --stage <other>)";
  return `Start no new workflow until nothing is under way, then deploy. Or deploy another ${stage}, start new work there, and delete the old one when it is empty. Whether anything is under way:\n${check}`;
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
      : ["Before the deployment, take them out of the state, so that they stay:", keep]),
    "After the deployment, delete what is empty: while a queue is there, none of its name can be deployed.",
    queueDeletion(workflow.name, deployed),
  ].join("\n");
}
