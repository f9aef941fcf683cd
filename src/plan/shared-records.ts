import type { IdempotencyKey } from "../workflow/workflow.ts";

/** Where the idempotency table keeps what a step has done for each key, in words. */
export function sharedRecords(step: string, { key }: Pick<IdempotencyKey, "key">): string {
  return `of the idempotency table whose id begins with "${step} by ${key}#"`;
}
