import type { Task } from "./workflow.ts";

/** Returns whether a record keeps a repeat of the task from having its effect twice. */
export function isGuarded({ idempotency }: Task): boolean {
  return idempotency !== "natural";
}

/** Returns the key that the task is done once for; undefined where that is the workflow. */
export function keyOf({ idempotency }: Task): Exclude<Task["idempotency"], string> | undefined {
  return typeof idempotency === "string" ? undefined : idempotency;
}
