import { failureScenarios, type PlannedFault } from "../../scenarios/failure-scenarios.ts";
import { findScenario, type Scenario } from "../../scenarios/scenario.ts";
import { ITEMS } from "../../scenarios/tests/map-tests.ts";
import { inTitle, type RouteTest, scenarioTest } from "../../scenarios/tests/route-tests.ts";
import { compositesAround } from "../../semantics/compensation-order.ts";
import { namedErrors, routeFor } from "../../semantics/failure-routes.ts";
import type { CompositeStep, WorkflowWithTransport } from "../../workflow/workflow.ts";

export function compositeRoutes(workflow: WorkflowWithTransport, step: CompositeStep): RouteTest[] {
  const part = step.form === "map" ? "an item" : "a branch";
  const around = compositesAround(workflow, step);
  return [undefined, ...namedErrors(step)].flatMap((error) => {
    const ways = failureScenarios(workflow, step, routeFor(step, error)).filter((faults) =>
      error === undefined ? true : faults.at(-1)?.error === error,
    );
    for (const way of ways) {
      const scenario = failingScenario(workflow, step, way);
      if (!scenario) continue;
      const what = inTitle(step, error, around);
      const when = error === undefined ? `when ${part} fails` : `when ${part} fails with ${error}`;
      return [scenarioTest(workflow, `${what} ${when}`, scenario)];
    }
    return [];
  });
}

/**
 * Finds a scenario in which a composite fails. Where the error is not retried, only one of several items fails with it.
 */
function failingScenario(
  workflow: WorkflowWithTransport,
  step: CompositeStep,
  way: readonly PlannedFault[],
): Scenario | undefined {
  const last = way.at(-1);
  if (!last) return undefined;
  const isOnce = step.form === "map" && last.error !== undefined;
  return findScenario(
    workflow,
    [[...way.slice(0, -1), { ...last, ...(isOnce && { once: true }) }]],
    [{ reached: step }, ...(isOnce ? [{ sized: step, items: ITEMS }] : [])],
    ({ failed }) => failed.includes(last.step),
  );
}
