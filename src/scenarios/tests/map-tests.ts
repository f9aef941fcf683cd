import { type ForwardTask, mapAround } from "../../semantics/compensation-order.ts";
import { locate } from "../../semantics/placement.ts";
import { LIMITS } from "../../workflow/limits.ts";
import type {
  FunctionStep,
  MapStep,
  Task,
  WorkflowWithTransport,
} from "../../workflow/workflow.ts";
import { tasksInside } from "../failure-scenarios.ts";
import { scenarioOfCompensation } from "../reach-step.ts";
import { findScenario, type Scenario } from "../scenario.ts";

/** More items than a map works on at once. */
export interface ConcurrencyTest extends Scenario {
  readonly title: string;
  /** A step that runs for each of them. */
  readonly task: string;
  readonly limit: number;
  /** Seconds that this step takes. */
  readonly seconds: number;
}

/** The number of items in the tests of a map, besides those of its concurrency. */
export const ITEMS = 3;

export function crowdTests(
  workflow: WorkflowWithTransport,
  map: MapStep,
  limit: number,
  task: FunctionStep,
): ConcurrencyTest[] {
  const items = Math.min(2 * limit, LIMITS.maxMapConcurrency) + 1;
  const inWords = `at most ${limit} ${limit === 1 ? "item" : "items"} at once`;
  const test = (title: string, { name, timeoutSeconds }: Task, scenario: Scenario | undefined) =>
    scenario ? [{ ...scenario, title, task: name, limit, seconds: timeoutSeconds / 2 }] : [];
  const undone = tasksInside(workflow, map).find(
    (one) =>
      mapAround(workflow, one) === map &&
      one.compensation &&
      isAtItsOwnPace(one.compensation, limit),
  );
  return [
    ...(isAtItsOwnPace(task, limit)
      ? test(`works on ${inWords}`, task, withItems(workflow, map, task, items))
      : []),
    ...(undone?.compensation
      ? test(
          `undoes ${inWords}`,
          undone.compensation,
          undoneItems(workflow, map, undone, undone.compensation, items),
        )
      : []),
  ];
}

/** Finds a scenario in which a map has so many items, and what was done for each is undone. */
function undoneItems(
  workflow: WorkflowWithTransport,
  map: MapStep,
  owner: ForwardTask,
  { name }: Task,
  items: number,
): Scenario | undefined {
  const found = scenarioOfCompensation(workflow, owner, name);
  if (!found) return undefined;
  return findScenario(
    workflow,
    [found.faults],
    [{ reached: owner }, { sized: map, items }],
    ({ succeeded }) => succeeded.filter((one) => one === name).length === items,
  );
}

/** A task that runs once for each item of a map, rather one of the map's own than one further inside. */
export function repeatedTask(
  workflow: WorkflowWithTransport,
  map: MapStep,
): { readonly task: FunctionStep; readonly scenario: Scenario } | undefined {
  const tasks = tasksInside(workflow, map).filter((task) => "form" in task);
  const depth = (task: FunctionStep) => locate(workflow, task).within.length;
  for (const task of tasks.toSorted((one, other) => depth(one) - depth(other))) {
    const scenario = withItems(workflow, map, task, ITEMS);
    if (scenario) return { task, scenario };
  }
  return undefined;
}

/**
 * Finds a scenario in which a map has so many items, the others have as few as can be, and the task runs once for each.
 */
function withItems(
  workflow: WorkflowWithTransport,
  map: MapStep,
  task: FunctionStep,
  items: number,
): Scenario | undefined {
  return findScenario(
    workflow,
    [[]],
    [{ reached: task }, { sized: map, items }],
    ({ succeeded }) => succeeded.filter((name) => name === task.name).length === items,
  );
}

/** Returns whether it is the map, not the step, that limits how much is done at once. */
function isAtItsOwnPace(
  { concurrency }: { readonly concurrency?: number },
  limit: number,
): boolean {
  return concurrency === undefined || concurrency >= limit;
}
