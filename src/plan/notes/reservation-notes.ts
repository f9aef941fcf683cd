import type { Message } from "../../messages/message.ts";
import { enumerated } from "../../messages/words.ts";
import { descriptions } from "../../transports/descriptions.ts";
import type { Plan } from "../plan.ts";

/**
 * Returns notes on a deployment that reserves concurrency of Lambda where the last one did not, or more of it. Only a
 * state machine reserves: the limit of a queue's event source mapping takes nothing from the account. Pure.
 *
 * @param before undefined for a new project
 */
export function reservationNotes(before: Plan | undefined, after: Plan): Message[] {
  const isSameStack = before?.workflow.name === after.workflow.name;
  const reserved = isSameStack ? reservations(before) : new Map<string, number>();
  const more = [...reservations(after)].filter(
    ([step, limit]) => limit > (reserved.get(step) ?? 0),
  );
  if (more.length === 0) return [];
  const total = [...reservations(after).values()].reduce((sum, limit) => sum + limit, 0);
  const names = enumerated(more.map(([step]) => step));
  return [
    {
      code: "RESERVES_CONCURRENCY",
      message: `The stack reserves concurrency for ${names}: ${total} of the concurrent executions of your account in the region. A new account has only 10 and must keep some unreserved, so the deployment would fail there.`,
      suggestion: `Check the limit of your account with this command. Request more under Service Quotas ("Concurrent executions"), or remove concurrency from workflow.yaml:\naws lambda get-account-settings --query AccountLimit`,
    },
  ];
}

function reservations(plan: Plan): Map<string, number> {
  if (!descriptions[plan.transport].reservesConcurrency) return new Map();
  return new Map(
    plan.steps.flatMap(({ task: { name, concurrency } }) =>
      concurrency === undefined ? [] : [[name, concurrency] as const],
    ),
  );
}
