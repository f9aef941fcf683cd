import { hasFunction } from "../../forms/traits.ts";
import type { Path } from "../findings/finding.ts";
import { type Location, placesOfStep } from "../steps/locations.ts";
import { placedSteps } from "../steps/traversal.ts";
import type { Workflow } from "../workflow.ts";

/** A name of a step, a fallback or a compensation, and where it is said. */
export interface Name {
  readonly name: string;
  readonly role: Location["role"];
  readonly at: Path;
}

/** Returns the names that a workflow gives, in the order of definition. */
export function namesOf(workflow: Workflow): Name[] {
  return placedSteps(workflow).flatMap((placed) => [
    ...(hasFunction(placed.step)
      ? []
      : [{ name: placed.step.name, role: "step" as const, at: placed.at }]),
    ...placesOfStep(placed).map(({ task, role, at }) => ({ name: task.name, role, at })),
  ]);
}
