import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { BasePersistenceLayer } from "@aws-lambda-powertools/idempotency/persistence";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Context } from "aws-lambda";
import type { WorkflowState } from "../workflow.ts";

/**
 * Longer than work may wait before it is redriven: 14 days in Step Functions, 14 days in a queue
 * and 14 in its dead-letter queue.
 */
export const EXPIRES_AFTER_SECONDS = (14 + 14) * 24 * 60 * 60;

/** A store takes the settings of one guard, so every guard gets one of its own. */
export type IdempotencyStore = BasePersistenceLayer;

/** Work that is done once, and the seconds for which that is remembered. */
export interface Guard {
  /** The kind of work, e.g. the name of a step. */
  work: string;
  /** The key that it is done once for. */
  key: string;
  expiresAfterSeconds: number;
}

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
  return once(workflowGuard(step, state), context, store, work);
}

/** The record of a step's work for a workflow. */
export function workflowGuard(step: string, { id }: WorkflowState): Guard {
  return { work: step, key: id, expiresAfterSeconds: EXPIRES_AFTER_SECONDS };
}

export async function once<T>(
  guard: Guard,
  context: Context,
  store: IdempotencyStore,
  work: () => Promise<T>,
): Promise<T> {
  const guarded = makeIdempotent(
    async (_key: string, _context: Context) => JSON.stringify(await work()),
    { persistenceStore: store, ...settings(guard) },
  );
  return JSON.parse(await guarded(guard.key, withTimeLeft(context)));
}

/**
 * Powertools gives a record no end where no time is left, and what is begun then, and dies, would be
 * held until the record expires.
 */
function withTimeLeft(context: Context): Context {
  return {
    ...context,
    getRemainingTimeInMillis: () => Math.max(1, context.getRemainingTimeInMillis()),
  };
}

export function settings({ work, expiresAfterSeconds }: Guard) {
  const config = new IdempotencyConfig({ throwOnNoIdempotencyKey: true, expiresAfterSeconds });
  return { config, keyPrefix: work };
}

let client: DynamoDBClient | undefined;

/** The client of the table, made when it is first needed. */
export function dynamoDb(): DynamoDBClient {
  client ??= new DynamoDBClient();
  return client;
}

export function dynamoDbStore(): IdempotencyStore {
  return new DynamoDBPersistenceLayer({
    tableName: process.env.IDEMPOTENCY_TABLE ?? "",
    awsSdkV3Client: dynamoDb(),
  });
}
