import {
  compensationsFrom,
  compensationsIn,
  type Failable,
  type ForwardTask,
  failables,
} from "../semantics/compensation-order.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import type { WorkflowWithTransport } from "../workflow/workflow.ts";
import {
  failureScenarios,
  isPermanent,
  type PlannedFault,
  prerequisiteFaults,
} from "./failure-scenarios.ts";
import { findScenario, type Scenario } from "./scenario.ts";

/** A scenario in which a step or a fallback runs once and succeeds; undefined where none was found. */
export function scenarioOfTask(
  workflow: WorkflowWithTransport,
  task: ForwardTask,
): Scenario | undefined {
  return findScenario(
    workflow,
    prerequisiteFaults(workflow, task),
    [{ reached: task }],
    ({ succeeded }) => succeeded.filter((name) => name === task.name).length === 1,
  );
}

/** All that has steps undone, those first that are not retried. */
const waysToCompensate = perWorkflow((workflow) =>
  failables(workflow)
    .flatMap((one) => failureScenarios(workflow, one, "compensate").map((way) => ({ one, way })))
    .toSorted((a, b) => Number(b.way.every(isPermanent)) - Number(a.way.every(isPermanent))),
);

/** A compensation runs only when a step behind it, or its own, has failed. */
export function scenarioOfCompensation(
  workflow: WorkflowWithTransport,
  owner: Failable,
  compensation: string,
): Scenario | undefined {
  const preludes = prerequisiteFaults(workflow, owner);
  for (const { one, way } of waysToCompensate(workflow)) {
    const undone = compensationsIn(compensationsFrom(workflow, one));
    if (!undone.some((step) => step.compensation === compensation)) continue;
    const isOwn = ({ step }: PlannedFault) => way.some((fault) => fault.step === step);
    const found = findScenario(
      workflow,
      preludes.map((before) => (before.every(isOwn) ? way : [...before, ...way])),
      [{ reached: owner }],
      ({ succeeded }) => succeeded.filter((name) => name === compensation).length === 1,
    );
    if (found) return found;
  }
  return undefined;
}
