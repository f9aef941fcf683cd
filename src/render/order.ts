import type { Plan } from "../plan/plan.ts";
import { followScenario, plainWorld } from "../plan/scenario.ts";
import type { World } from "../plan/trace.ts";
import { valueAt } from "../workflow/finding.ts";
import { inputPathNames } from "../workflow/input-path.ts";
import { taskSteps } from "../workflow/traversal.ts";
import { code, fitLiteral } from "./layout.ts";

/** What the templates mention of the order that FIFO queues keep. */
export interface OrderData {
  readonly fifo: boolean;
  /** What follows the name of a queue. */
  readonly queueSuffix: "" | ".fifo";
  /** `input.customerId`. */
  readonly groupBy: string;
  /** An input in the group that a variable `group` holds, as what a function of the tests returns. */
  readonly groupedInputLine: string;
  readonly exampleGroup: string;
  readonly firstIsGuarded: boolean;
  /** The functions that run in the tests of the order, with what these need. */
  readonly orderedSteps: readonly {
    readonly step: string;
    readonly slowSeconds: number;
    readonly isRetried: boolean;
  }[];
}

/** Whether the queues of a plan keep order. */
export function isOrdered(plan: Plan): boolean {
  return plan.transport === "queue" && plan.groupBy !== undefined;
}

/** What the templates mention of order; of no use where none is kept. */
export function orderData(plan: Plan): OrderData {
  const { workflow } = plan;
  const plain = plainWorld(workflow);
  const { succeeded } = followScenario(workflow, { world: plain, faults: [] });
  const tasks = taskSteps(workflow).filter(({ name }) => succeeded.includes(name));
  const groupBy = workflow.queue?.groupBy ?? "";
  return {
    fifo: isOrdered(plan),
    queueSuffix: isOrdered(plan) ? ".fifo" : "",
    groupBy,
    groupedInputLine: fitLiteral(
      "  return ",
      inGroup(plain.input, groupBy),
      workflow.trigger ? " as WorkflowInput;" : ";",
    ),
    exampleGroup: groupIn(plain, groupBy),
    firstIsGuarded: tasks[0]?.idempotency === "guarded",
    orderedSteps: tasks.map(({ name, timeoutSeconds, retry }) => ({
      step: name,
      slowSeconds: timeoutSeconds / 2,
      isRetried: retry.maxAttempts > 0,
    })),
  };
}

/** The group of the work in a world. */
export function groupIn({ input }: World, groupBy: string): string {
  return String(valueAt(input, inputPathNames(groupBy)) ?? "");
}

/** An input in the group that a variable `group` holds, for a test to write down. */
export function inGroup(input: unknown, groupBy: string): object {
  const grouped = structuredClone(input) as Record<string, unknown>;
  const names = inputPathNames(groupBy);
  const last = names.pop();
  const holder = names.reduce((outer, name) => outer[name] as Record<string, unknown>, grouped);
  if (last !== undefined) holder[last] = code("group");
  return grouped;
}
