import type { LambdaFunction } from "../../deployment/model.ts";
import {
  APPROVAL_TABLE,
  CLAIM_CHECK_BUCKET,
  IDEMPOTENCY_TABLE,
  reference,
} from "../../deployment/references.ts";

/** Returns what a function may do an action on. */
function resourcesOf({ statements }: LambdaFunction, action: string): string[] {
  return statements
    .filter(({ actions }) => actions.includes(action))
    .flatMap(({ resources }) => resources);
}

/** Returns the names of the queues that a function sends to. */
export function queuesSentTo(fn: LambdaFunction): string[] {
  return resourcesOf(fn, "sqs:SendMessage").map((arn) =>
    arn.replace(/^\$\{queue\.(.*)\.arn\}$/, "$1"),
  );
}

const RECORDS = reference("table", IDEMPOTENCY_TABLE, "arn");

/** Tells whether a function keeps records, and does not only count tries. */
export const keepsRecords = (fn: LambdaFunction) =>
  resourcesOf(fn, "dynamodb:PutItem").includes(RECORDS);

const TOKENS = reference("table", APPROVAL_TABLE, "arn");

export const asksForAnswer = (fn: LambdaFunction) =>
  resourcesOf(fn, "dynamodb:PutItem").includes(TOKENS);

export const keepsResult = (fn: LambdaFunction) => resourcesOf(fn, "s3:PutObject").length > 0;

const RESULTS = `${reference("bucket", CLAIM_CHECK_BUCKET, "arn")}/*/`;

/** Returns the steps whose results a function gets from S3. */
export function claimedSteps(fn: LambdaFunction): string[] {
  return resourcesOf(fn, "s3:GetObject").map((arn) => arn.slice(RESULTS.length));
}
