import type { Plan } from "../plan/plan.ts";
import { EXAMPLE_GROUP } from "./example-input.ts";

/** What the templates mention of the order that FIFO queues keep. */
export interface OrderData {
  readonly fifo: boolean;
  /** What follows the name of a queue. */
  readonly queueSuffix: "" | ".fifo";
  /** `input.customerId`. */
  readonly groupBy: string;
  /** An input in the group that a variable `group` holds: `{ customerId: group }`. */
  readonly groupedInput: string;
  readonly exampleGroup: string;
  readonly firstIsGuarded: boolean;
  /** The steps of the chain, with what the tests of their order need. */
  readonly orderedSteps: readonly {
    readonly step: string;
    readonly slowSeconds: number;
    readonly isRetried: boolean;
  }[];
}

export function isOrdered(plan: Plan): boolean {
  return plan.transport === "queue" && plan.groupBy !== undefined;
}

export function orderData(plan: Plan): OrderData {
  const path = plan.transport === "queue" ? (plan.groupBy ?? []) : [];
  // Only these run in every workflow.
  const tasks = plan.workflow.steps.filter((step) => step.form === "task");
  return {
    fifo: isOrdered(plan),
    queueSuffix: isOrdered(plan) ? ".fifo" : "",
    groupBy: plan.workflow.queue?.groupBy ?? "",
    groupedInput: path.reduceRight((value, name) => `{ ${name}: ${value} }`, "group"),
    exampleGroup: EXAMPLE_GROUP,
    firstIsGuarded: tasks[0]?.idempotency === "guarded",
    orderedSteps: tasks.map(({ name, timeoutSeconds, retry }) => ({
      step: name,
      slowSeconds: timeoutSeconds / 2,
      isRetried: retry.maxAttempts > 0,
    })),
  };
}
