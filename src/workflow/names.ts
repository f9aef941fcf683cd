import { locationsOf } from "./steps/locations.ts";
import type { Task, Workflow } from "./workflow.ts";

/** Kebab-case: what a workflow and its steps are named in. */
export const NAME_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Returns whether Windows keeps this name for a device, so that no file may have it ("Naming Files, Paths, and
 * Namespaces", Microsoft Learn).
 */
export function isDeviceName(name: string): boolean {
  return /^(?:con|prn|aux|nul|(?:com|lpt)[0-9])$/i.test(name);
}

/**
 * Everything that becomes a function: each step, followed by its fallback, its compensation and the
 * compensation of its fallback.
 */
export function tasksOf(workflow: Workflow): Task[] {
  return locationsOf(workflow).map((place) => place.task);
}
