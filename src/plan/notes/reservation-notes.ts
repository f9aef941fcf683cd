import type { Message } from "../../messages/message.ts";
import { enumerated } from "./../../messages/words.ts";
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
      message: `The concurrency of ${names} is reserved: the stack takes ${total} of the executions that your account may run at once in a region, for itself alone. A new account has 10 in all and must keep some unreserved, so that the deployment fails there.`,
      suggestion: `See what yours has, and ask for more under Service Quotas ("Concurrent executions"), or leave concurrency out of workflow.yaml:\naws lambda get-account-settings --query AccountLimit`,
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
