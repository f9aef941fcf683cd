import type { Plan } from "../plan/plan.ts";

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
  /** What a workflow is started with, as JSON. */
  readonly exampleInput: string;
  readonly exampleEvent: string;
  readonly firstIsGuarded: boolean;
  /** The steps of the chain, with what the tests of their order need. */
  readonly orderedSteps: readonly {
    readonly step: string;
    readonly slowSeconds: number;
    readonly isRetried: boolean;
  }[];
}

/** The group of the example. */
const EXAMPLE_GROUP = "group-1";

export function isOrdered(plan: Plan): boolean {
  return plan.transport === "queue" && plan.groupBy !== undefined;
}

export function orderData(plan: Plan): OrderData {
  const path = plan.transport === "queue" ? (plan.groupBy ?? []) : [];
  const grouped = path.reduceRight<unknown>((value, name) => ({ [name]: value }), EXAMPLE_GROUP);
  const input = { reference: "example-1", ...(path.length > 0 ? (grouped as object) : {}) };
  // Only these run in every workflow.
  const tasks = plan.workflow.steps.filter((step) => step.form === "task");
  return {
    fifo: isOrdered(plan),
    queueSuffix: isOrdered(plan) ? ".fifo" : "",
    groupBy: plan.workflow.queue?.groupBy ?? "",
    groupedInput: path.reduceRight((value, name) => `{ ${name}: ${value} }`, "group"),
    exampleGroup: EXAMPLE_GROUP,
    exampleInput: spaced(input),
    exampleEvent: JSON.stringify(input, null, 2),
    firstIsGuarded: tasks[0]?.idempotency === "guarded",
    orderedSteps: tasks.map(({ name, timeoutSeconds, retry }) => ({
      step: name,
      slowSeconds: timeoutSeconds / 2,
      isRetried: retry.maxAttempts > 0,
    })),
  };
}

/** JSON on one line, with room between its parts. */
function spaced(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`,
  );
  return `{ ${entries.join(", ")} }`;
}
