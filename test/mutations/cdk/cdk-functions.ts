import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { GETS_RESULT, KEEPS_RESULT, OBSERVED, REMEMBERS, USES_TABLE } from "../reds.ts";

const order = rowsOf("cdk", "queue", "order");
const claimChecks = rowsOf("cdk", "queue", "once for each order");

/** What breaks what functions share that CDK deploys: their logs, tables and results in S3. */
export const cdkFunctionMutations: readonly Mutation[] = [
  ...order("constructs.ts", [
    [
      "a handler that no bundle exports",
      '"index.handler"',
      '"index.main"',
      /^what is deployed 'create-order' has an entry that exports a handler/,
    ],
    ["functions that are not traced", "Tracing.ACTIVE", "Tracing.DISABLED", OBSERVED],
    [
      "lines of the log that no query can read",
      "LoggingFormat.JSON",
      "LoggingFormat.TEXT",
      OBSERVED,
    ],
    [
      "logs that are kept for ever",
      "RetentionDays.ONE_MONTH",
      "RetentionDays.INFINITE",
      /^what is deployed the logs of 'functions' expire/,
    ],
    [
      "ends that count in a namespace that no alarm looks at",
      "POWERTOOLS_METRICS_NAMESPACE: workflow.prefix",
      "POWERTOOLS_METRICS_NAMESPACE: workflow.service",
      /^queues 'create-order' counts the ends of workflows as metrics of the stack/,
    ],
  ]),
  ...order("tables.ts", [
    ["no permission to keep an idempotency record", ', "PutItem"', "", USES_TABLE],
    [
      "idempotency records in another table",
      '("IDEMPOTENCY_TABLE", this.tableName)',
      '("IDEMPOTENCY_TABLE", "own")',
      USES_TABLE,
    ],
    [
      "a permission to invoke functions",
      "`dynamodb:${action}`",
      '"lambda:InvokeFunction"',
      /^what is deployed 'create-order' may not invoke functions/,
    ],
    [
      "idempotency records under a key that the code does not use",
      'name: "id"',
      'name: "pk"',
      REMEMBERS,
    ],
    ["idempotency records that never expire", '"expiration"', '"expires"', REMEMBERS],
    ["idempotency records that are not encrypted", "AWS_MANAGED", "DEFAULT", REMEMBERS],
    [
      "idempotency records that cannot be had back",
      "pointInTimeRecoveryEnabled: true",
      "pointInTimeRecoveryEnabled: false",
      REMEMBERS,
    ],
    [
      "idempotency records that go with the stack",
      "RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE",
      "RemovalPolicy.DESTROY",
      /^what is deployed 'idempotency' stays when it is deleted/,
    ],
  ]),
  ...claimChecks("tables.ts", [
    [
      "a compensation that may not ask who did what it undoes",
      '["GetItem", ',
      "[",
      /^what is deployed 'refund-card' may use the idempotency table/,
    ],
  ]),
  ...claimChecks("claim-checks.ts", [
    [
      "results in S3 that are not encrypted",
      "S3_MANAGED",
      "UNENCRYPTED",
      /^results in S3 are encrypted/,
    ],
    [
      "results in S3 that may become public",
      "BLOCK_ALL",
      "BLOCK_ACLS_ONLY",
      /^results in S3 are never public/,
    ],
    [
      "results in S3 without TLS",
      "enforceSSL: true",
      "enforceSSL: false",
      /^results in S3 travel by TLS only/,
    ],
    ["no permission to keep a result", '"s3:PutObject"', '"s3:PutObjectAcl"', KEEPS_RESULT],
    ["a permission to keep any result", "`*/${entry}`", '"*"', KEEPS_RESULT],
    ["no permission to get a result", '"s3:GetObject"', '"s3:GetObjectAcl"', GETS_RESULT],
    [
      "a function that does not know the bucket",
      'fn.addEnvironment("CLAIM_CHECK_BUCKET", this.bucketName);',
      "",
      GETS_RESULT,
    ],
  ]),
  ...claimChecks("workflow.ts", [
    [
      "results in S3 that are gone before they are needed",
      "expiration: Duration.days(",
      "expiration: Duration.days(-1 + ",
      /^results in S3 are kept until the last step/,
    ],
  ]),
];
