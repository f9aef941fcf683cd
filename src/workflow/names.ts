import { locationsOf } from "./steps/locations.ts";
import type { Task, Workflow } from "./workflow.ts";

/** Kebab-case: what a workflow and its steps are named in. */
export const NAME_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const camelCased = new Map<string, string>();

/**
 * `create-order` as `createOrder`. Each name is worked out once: the plan follows every failure rule
 * of every step, which with 100 steps took a tenth of the run.
 */
export function camelCase(kebab: string): string {
  const known = camelCased.get(kebab);
  if (known !== undefined) return known;
  const name = kebab.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  camelCased.set(kebab, name);
  return name;
}

/** `create-order` as `CreateOrder`. */
export function pascalCase(kebab: string): string {
  const camel = camelCase(kebab);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** Returns `create-order` as `CREATE_ORDER`. */
export const constantCase = (kebab: string): string => kebab.toUpperCase().replaceAll("-", "_");

/** The nearest kebab-case name to what somebody typed; empty where no letter is left. */
export function kebabCase(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
}

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

/** Returns `StartQueueUrl` as `start_queue_url`. */
export const snakeCase = (pascal: string): string => constantCase(kebabCase(pascal)).toLowerCase();
