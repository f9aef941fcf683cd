import type { Bucket, LogGroup, Queue, Table, Topic } from "../resources.ts";
import {
  type Body,
  blockOf,
  bodyOf,
  listOf,
  type Named,
  numberOf,
  parsed,
  type Reader,
} from "./configuration.ts";
import { statementsOf } from "./permissions.ts";

/** Reads the queues, with their policies. */
export function queues(reader: Reader): Queue[] {
  const { text, named, ofType } = reader;
  return ofType("aws_sqs_queue").map((queue) => {
    const { name, body } = queue;
    const redrive = redriveOf(reader, queue);
    return {
      name,
      physicalName: text(body.name),
      fifo:
        body.fifo_queue === true
          ? {
              contentBasedDeduplication: body.content_based_deduplication === true,
              deduplicationScope: text(body.deduplication_scope),
              throughputLimit: text(body.fifo_throughput_limit),
            }
          : undefined,
      encrypted: body.sqs_managed_sse_enabled === true || body.kms_master_key_id !== undefined,
      retentionSeconds: numberOf(body.message_retention_seconds) ?? 4 * 24 * 60 * 60,
      visibilityTimeoutSeconds: numberOf(body.visibility_timeout_seconds),
      delaySeconds: numberOf(body.delay_seconds),
      maximumMessageBytes: numberOf(body.max_message_size),
      redrive:
        redrive.deadLetterTargetArn === undefined
          ? undefined
          : {
              queue: named(redrive.deadLetterTargetArn),
              maxReceiveCount: numberOf(redrive.maxReceiveCount) ?? 0,
            },
      kept: isKept(body),
      policy: policyOf(reader, "aws_sqs_queue_policy", "queue_url", queue),
    };
  });
}

function redriveOf(reader: Reader, queue: Named): Body {
  const [other] = reader.about("aws_sqs_queue_redrive_policy", "queue_url", queue);
  return bodyOf(parsed(queue.body.redrive_policy ?? other?.body.redrive_policy));
}

/** Reads the tables. */
export function tables({ text, ofType }: Reader): Table[] {
  return ofType("aws_dynamodb_table").map(({ name, body }) => {
    const expiry = blockOf(body.ttl);
    const key = (attribute: typeof body.hash_key, role: "HASH" | "RANGE") =>
      attribute === undefined || attribute === null ? [] : [{ attribute: text(attribute), role }];
    return {
      name,
      physicalName: text(body.name),
      keys: [...key(body.hash_key, "HASH"), ...key(body.range_key, "RANGE")],
      onDemand: body.billing_mode === "PAY_PER_REQUEST",
      expiresBy: expiry.enabled === true ? text(expiry.attribute_name) : undefined,
      encrypted: blockOf(body.server_side_encryption).enabled === true,
      pointInTimeRecovery: blockOf(body.point_in_time_recovery).enabled === true,
      kept: isKept(body),
    };
  });
}

const PUBLIC_ACCESS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
];

/** Reads the buckets, with what is set of each in resources of its own. */
export function buckets(reader: Reader): Bucket[] {
  const { text, ofType } = reader;
  return ofType("aws_s3_bucket").map((bucket) => {
    const setting = (what: string): Body =>
      reader.about(`aws_s3_bucket_${what}`, "bucket", bucket)[0]?.body ?? {};
    const encryption = blockOf(setting("server_side_encryption_configuration").rule);
    const { sse_algorithm } = blockOf(encryption.apply_server_side_encryption_by_default);
    const blocked = setting("public_access_block");
    const [expiry] = listOf(setting("lifecycle_configuration").rule)
      .map(bodyOf)
      .filter(({ status, expiration }) => status === "Enabled" && expiration !== undefined);
    return {
      name: bucket.name,
      encryption: sse_algorithm === undefined ? undefined : text(sse_algorithm),
      blocksPublicAccess: PUBLIC_ACCESS.every((name) => blocked[name] === true),
      ownerEnforced:
        blockOf(setting("ownership_controls").rule).object_ownership === "BucketOwnerEnforced",
      expiresAfterDays: numberOf(blockOf(expiry?.expiration).days),
      kept: isKept(bucket.body),
      policy: policyOf(reader, "aws_s3_bucket_policy", "bucket", bucket),
    };
  });
}

/** Reads the topics; whom an alarm is mailed to is for the deployment to say. */
export function topics(reader: Reader): Topic[] {
  const subscriptions = reader.blocks.filter(
    ({ labels, body }) =>
      labels[0] === "aws_sns_topic_subscription" &&
      body.protocol === "email" &&
      String(body.endpoint).includes("var."),
  );
  return reader.ofType("aws_sns_topic").map((topic) => ({
    name: topic.name,
    policy: policyOf(reader, "aws_sns_topic_policy", "arn", topic),
    mails: subscriptions.some(({ body }) => String(body.topic_arn).includes(topic.address)),
  }));
}

/** Reads the log groups. */
export function logGroups({ ofType }: Reader): LogGroup[] {
  return ofType("aws_cloudwatch_log_group").map(({ name, address, file, body }) => ({
    name,
    place: `${address} in ${file}`,
    retentionDays: numberOf(body.retention_in_days),
  }));
}

function policyOf(reader: Reader, type: string, attribute: string, resource: Named) {
  return reader
    .about(type, attribute, resource)
    .flatMap(({ body }) => statementsOf(reader, body.policy));
}

const isKept = ({ lifecycle }: Body): boolean => blockOf(lifecycle).prevent_destroy === true;
