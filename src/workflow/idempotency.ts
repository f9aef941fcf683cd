import type { Task } from "./workflow.ts";

/** A path into the workflow state: `input.orderId`, `results.createOrder.lines[0].id`. */
export const STATE_PATH_PATTERN =
  /^(?!.*\b__proto__\b)(?:input|results\.[A-Za-z_$][\w$]*)\.[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[\d{1,3}\])*$/;

/** The names and indexes of a path into the workflow state: `["input", "lines", 0, "id"]`. */
export function statePathParts(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([name, index]) =>
    index === undefined ? name : Number(index),
  );
}

/** Returns whether a record keeps a repeat of the task from having its effect twice. */
export function isGuarded({ idempotency }: Task): boolean {
  return idempotency !== "natural";
}

/** Returns the key that the task is done once for; undefined where that is the workflow. */
export function keyOf({ idempotency }: Task): Exclude<Task["idempotency"], string> | undefined {
  return typeof idempotency === "string" ? undefined : idempotency;
}
