import { formOf } from "../../forms/registry.ts";
import { repeats } from "../../forms/traits.ts";
import { compositesAround } from "../../semantics/compensation-order.ts";
import { namedErrors, routeFor } from "../../semantics/failure-routes.ts";
import type { CompositeStep, WorkflowWithTransport } from "../../workflow/workflow.ts";
import { failureScenarios, type PlannedFault } from "../failure-scenarios.ts";
import { findScenario, type Scenario } from "../scenario.ts";
import { ITEMS } from "./map-tests.ts";
import { inTitle, type RouteTest, scenarioTest } from "./route-tests.ts";

/** Returns the tests of the routes of a step that fails when something inside of it does. */
export function compositeRoutes(workflow: WorkflowWithTransport, step: CompositeStep): RouteTest[] {
  const { part } = formOf(step);
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
  const isOnce = repeats(step) && last.error !== undefined;
  return findScenario(
    workflow,
    [[...way.slice(0, -1), { ...last, ...(isOnce && { once: true }) }]],
    [{ reached: step }, ...(isOnce ? [{ sized: step, items: ITEMS }] : [])],
    ({ failed }) => failed.includes(last.step),
  );
}
