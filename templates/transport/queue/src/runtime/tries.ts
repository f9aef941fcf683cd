import { UpdateItemCommand, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { dynamoDb, EXPIRES_AFTER_SECONDS } from "./idempotency.ts";

/** Counts the tries of a step for a workflow: SQS counts deliveries, of which not each leads to a try. */
export interface Tries {
  /** Counts one more, and answers with how many there are, and when the one before began. */
  begin(key: string): Promise<Try>;
  /** Counts one less. */
  takeBack(key: string): Promise<void>;
}

export interface Try {
  /** From 1. */
  count: number;
  /** In milliseconds since 1970; left out for the first. */
  lastBegan?: number;
}

/** Stores the count in the idempotency table, as long as its records. */
export const triesInDynamoDb: Tries = {
  async begin(key) {
    const now = Date.now();
    const expiration = Math.floor(now / 1000) + EXPIRES_AFTER_SECONDS;
    const { Attributes = {} } = await update(key, {
      UpdateExpression: "ADD tries :one SET began = :now, expiration = :expiration",
      ExpressionAttributeValues: {
        ":one": { N: "1" },
        ":now": { N: String(now) },
        ":expiration": { N: String(expiration) },
      },
      ReturnValues: "UPDATED_OLD",
    });
    const count = 1 + Number(Attributes.tries?.N ?? 0);
    return Attributes.began ? { count, lastBegan: Number(Attributes.began.N) } : { count };
  },
  async takeBack(key) {
    const ExpressionAttributeValues = { ":lessOne": { N: "-1" } };
    await update(key, { UpdateExpression: "ADD tries :lessOne", ExpressionAttributeValues });
  },
};

function update(key: string, change: Omit<UpdateItemCommandInput, "TableName" | "Key">) {
  const TableName = process.env.IDEMPOTENCY_TABLE;
  return dynamoDb().send(new UpdateItemCommand({ TableName, Key: { id: { S: key } }, ...change }));
}
