import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { BasePersistenceLayer } from "@aws-lambda-powertools/idempotency/persistence";
import type { Context } from "aws-lambda";
import type { WorkflowState } from "../workflow.ts";

/**
 * Longer than work may wait before it is redriven: 14 days in Step Functions, 4 days in a queue and
 * 14 in the dead-letter queue behind it.
 */
export const EXPIRES_AFTER_SECONDS = (4 + 14) * 24 * 60 * 60;

export type IdempotencyStore = BasePersistenceLayer;

/**
 * Does the work of a step once for each workflow, however often it is asked to; repeats get the
 * first answer. What throws is forgotten, and done again when it is asked for again.
 */
export async function oncePerWorkflow<T>(
  step: string,
  state: WorkflowState,
  context: Context,
  store: IdempotencyStore,
  work: () => Promise<T>,
): Promise<T> {
  const once = makeIdempotent(
    async (_state: WorkflowState, _context: Context) => JSON.stringify(await work()),
    {
      persistenceStore: store,
      config: new IdempotencyConfig({
        eventKeyJmesPath: "id",
        throwOnNoIdempotencyKey: true,
        expiresAfterSeconds: EXPIRES_AFTER_SECONDS,
      }),
      keyPrefix: step,
    },
  );
  return JSON.parse(await once(state, context));
}

export function dynamoDbStore(): IdempotencyStore {
  return new DynamoDBPersistenceLayer({ tableName: process.env.IDEMPOTENCY_TABLE ?? "" });
}
