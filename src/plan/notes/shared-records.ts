import type { IdempotencyKey } from "../../workflow/workflow.ts";

/**
 * Returns, in words, the place in the idempotency table where a step's work for each key is kept.
 */
export function sharedRecords(step: string, { key }: Pick<IdempotencyKey, "key">): string {
  return `of the idempotency table whose id begins with "${step} by ${key}#"`;
}
