import { perWorkflow } from "../workflow/per-workflow.ts";
import type { RoutedWorkflow } from "../workflow/workflow.ts";
import {
  compensationsFrom,
  compensationsIn,
  type Failing,
  type ForwardTask,
  failing,
  forwardTasks,
} from "./compensation-order.ts";
import {
  findScenario,
  type PlannedFault,
  preludeOf,
  type Scenario,
  waysToFail,
} from "./scenario.ts";

/** A scenario in which a step or a fallback runs and succeeds; undefined where none was found. */
export function scenarioOfTask(workflow: RoutedWorkflow, task: ForwardTask): Scenario | undefined {
  return findScenario(
    workflow,
    preludeOf(workflow, task),
    placesOf(workflow, task),
    ({ succeeded }) => succeeded.includes(task.name),
  );
}

/** All that has steps undone, those first that are not retried. */
const waysToCompensate = perWorkflow((workflow) =>
  failing(workflow)
    .flatMap((one) => waysToFail(workflow, one, "compensate").map((way) => ({ one, way })))
    .toSorted((a, b) => Number(b.way.every(isPermanent)) - Number(a.way.every(isPermanent))),
);

/** A compensation runs only when a step behind it, or its own, has failed. */
export function scenarioOfCompensation(
  workflow: RoutedWorkflow,
  owner: Failing,
  compensation: string,
): Scenario | undefined {
  const before = preludeOf(workflow, owner)[0] ?? [];
  for (const { one, way } of waysToCompensate(workflow)) {
    const undone = compensationsIn(compensationsFrom(workflow, one));
    if (!undone.some((link) => link.compensation === compensation)) continue;
    const failed = forwardTasks(workflow).filter(({ name }) =>
      way.some(({ step }) => step === name),
    );
    const isOwn = before.every(({ step }) => way.some((fault) => fault.step === step));
    const found = findScenario(
      workflow,
      [isOwn ? way : [...before, ...way]],
      [...placesOf(workflow, owner), ...failed],
      ({ succeeded }) => succeeded.includes(compensation),
    );
    if (found) return found;
  }
  return undefined;
}

/** What has to be reached for something to run: itself, and what must fail before. */
export function placesOf(workflow: RoutedWorkflow, one: Failing): Failing[] {
  const before = preludeOf(workflow, one)[0] ?? [];
  return [
    one,
    ...forwardTasks(workflow).filter(({ name }) => before.some(({ step }) => step === name)),
  ];
}

/** Whether a fault is not retried. */
export function isPermanent({ error }: PlannedFault): boolean {
  return error !== undefined;
}
