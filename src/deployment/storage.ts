import { compact } from "../lists.ts";
import type { Plan } from "../plan/plan.ts";
import type { Bucket, Deployment, Table, Topic } from "./model.ts";
import { onlyEncrypted } from "./queues.ts";
import {
  ALARM_TOPIC,
  APPROVAL_TABLE,
  CLAIM_CHECK_BUCKET,
  IDEMPOTENCY_TABLE,
  LOGS,
  reference,
  STACK,
} from "./references.ts";

const COMMON_TO_TABLES = {
  onDemand: true,
  expiresBy: "expiration",
  encrypted: true,
  pointInTimeRecovery: true,
};

/** Returns the tables: of what was done and of the answers that are waited for. */
export function tables({ guarded, forms }: Plan): Table[] {
  return compact([guarded && idempotencyTable, forms.approvals && approvalTable]);
}

const idempotencyTable: Table = {
  ...COMMON_TO_TABLES,
  name: IDEMPOTENCY_TABLE,
  keys: [{ attribute: "id", role: "HASH" }],
  kept: true,
};

const approvalTable: Table = {
  ...COMMON_TO_TABLES,
  name: APPROVAL_TABLE,
  physicalName: `${STACK}-approvals`,
  keys: [
    { attribute: "workflowId", role: "HASH" },
    { attribute: "step", role: "RANGE" },
  ],
  kept: false,
};

/** Returns the bucket of the results that are not passed on, where there are any. */
export function buckets({ claimCheckDays }: Plan): Bucket[] {
  if (claimCheckDays === undefined) return [];
  const arn = reference("bucket", CLAIM_CHECK_BUCKET, "arn");
  return [
    {
      name: CLAIM_CHECK_BUCKET,
      encryption: "AES256",
      blocksPublicAccess: true,
      ownerEnforced: true,
      expiresAfterDays: claimCheckDays,
      kept: true,
      policy: [onlyEncrypted("s3:*", [arn, `${arn}/*`])],
    },
  ];
}

/** Tells people that an alarm goes off. */
export const alarmTopic: Topic = {
  name: ALARM_TOPIC,
  policy: [
    {
      effect: "Allow",
      principal: "cloudwatch.amazonaws.com",
      actions: ["sns:Publish"],
      resources: [reference("topic", ALARM_TOPIC, "arn")],
      condition: { StringEquals: { "aws:SourceAccount": "${account}" } },
    },
    onlyEncrypted("sns:Publish", [reference("topic", ALARM_TOPIC, "arn")]),
  ],
  mails: true,
};

const LOG_RETENTION_DAYS = 30;

/** Returns where the API, the state machine and the functions log to. */
export function logGroups(
  { workflow }: Plan,
  { stateMachines }: Pick<Deployment, "stateMachines">,
): Deployment["logGroups"] {
  return compact([
    workflow.trigger?.kind === "api" && LOGS.api,
    stateMachines.length > 0 && LOGS.executions,
    LOGS.functions,
  ]).map((name) => ({ name, retentionDays: LOG_RETENTION_DAYS }));
}
