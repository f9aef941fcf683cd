import { canFail, hasFunction } from "../../forms/traits.ts";
import type { Path } from "../findings/finding.ts";
import type { Task, Workflow } from "../workflow.ts";
import { type PlacedStep, placedSteps } from "./traversal.ts";

/** A task and where `workflow.yaml` says it. */
export interface Location {
  readonly task: Task;
  readonly role: "step" | "fallback" | "compensation";
  readonly at: Path;
}

/** The tasks of a workflow in the order of `tasksOf`. */
export function locationsOf(workflow: Workflow): Location[] {
  return placedSteps(workflow).flatMap(placesOfStep);
}

/** The tasks that a step itself names, without those of the steps inside of it. */
export function placesOfStep({ step, at }: Pick<PlacedStep, "step" | "at">): Location[] {
  if (!canFail(step)) return [];
  const { fallback, compensation } = step;
  const places: Location[] = hasFunction(step) ? [{ task: step, role: "step", at }] : [];
  if (fallback) places.push({ task: fallback, role: "fallback", at: [...at, "fallback"] });
  if (compensation) {
    places.push({ task: compensation, role: "compensation", at: [...at, "compensation"] });
  }
  if (fallback?.compensation) {
    places.push({
      task: fallback.compensation,
      role: "compensation",
      at: [...at, "fallback", "compensation"],
    });
  }
  return places;
}
