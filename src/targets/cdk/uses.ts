import type { LambdaFunction } from "../../deployment/model.ts";
import { APPROVAL_TABLE, IDEMPOTENCY_TABLE, reference } from "../../deployment/references.ts";
import { resourcesFor } from "../../deployment/uses.ts";

const RECORDS = reference("table", IDEMPOTENCY_TABLE, "arn");

/** Tells whether a function keeps records, and does not only count tries. */
export const keepsRecords = (fn: LambdaFunction) =>
  resourcesFor(fn, "dynamodb:PutItem").includes(RECORDS);

const TOKENS = reference("table", APPROVAL_TABLE, "arn");

export const asksForAnswer = (fn: LambdaFunction) =>
  resourcesFor(fn, "dynamodb:PutItem").includes(TOKENS);

export const keepsResult = (fn: LambdaFunction) => resourcesFor(fn, "s3:PutObject").length > 0;
