import { PermanentError } from "../workflow.ts";

/** Whether repeating is pointless: the step said so, or the workflow has a route for this very error. */
export function isPermanent(error: unknown, namedErrors: readonly string[]): boolean {
  return error instanceof PermanentError || namedErrors.includes(errorName(error));
}

export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
