import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { BasePersistenceLayer } from "@aws-lambda-powertools/idempotency/persistence";
import type { Context } from "aws-lambda";
import type { WorkflowState } from "../workflow.ts";

/** A message may wait 4 days in its queue and 14 more in the dead-letter queue before it is redriven. */
const EXPIRES_AFTER_SECONDS = (4 + 14) * 24 * 60 * 60;

export type IdempotencyStore = BasePersistenceLayer;

export interface GuardedStep {
  name: string;
  run: (state: WorkflowState) => unknown;
}

/** Makes a step run once for each workflow, however often it is asked to; repeats get the first result. */
export function oncePerWorkflow(step: GuardedStep, store: IdempotencyStore) {
  return makeIdempotent(
    async (state: WorkflowState, _context: Context) => (await step.run(state)) ?? null,
    {
      persistenceStore: store,
      config: new IdempotencyConfig({
        eventKeyJmesPath: "id",
        throwOnNoIdempotencyKey: true,
        expiresAfterSeconds: EXPIRES_AFTER_SECONDS,
      }),
      keyPrefix: step.name,
    },
  );
}

export function dynamoDbStore(): IdempotencyStore {
  return new DynamoDBPersistenceLayer({ tableName: process.env.IDEMPOTENCY_TABLE ?? "" });
}
