import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";

/** What breaks the configuration of results in S3, and of limits. */
export const terraformResultMutations: readonly Mutation[] = [
  ...rowsOf(
    "terraform",
    "queue",
    "once for each order",
  )("bucket.tf", [
    ["results in S3 that are not encrypted", '"AES256"', "null", /^results in S3 are encrypted/],
    [
      "results in S3 that may become public",
      "block_public_acls       = true",
      "block_public_acls       = false",
      /^results in S3 are never public/,
    ],
    ["results in S3 without TLS", '["false"]', '["true"]', /^results in S3 travel by TLS only/],
    [
      "results in S3 that are gone before they are needed",
      "local.workflow.claim_check_days",
      "1",
      /^results in S3 are kept until the last step/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "once for each order",
  )("functions.tf", [
    [
      "no permission to keep a result",
      '"s3:PutObject"',
      '"s3:PutObjectAcl"',
      /^what is deployed 'render-invoice' may keep its result/,
    ],
    [
      "a permission to keep any result",
      "/*/${statement.value}",
      "/*",
      /^what is deployed 'render-invoice' may keep its result/,
    ],
    [
      "no permission to get a result",
      '"s3:GetObject"',
      '"s3:GetObjectAcl"',
      /^what is deployed 'charge-card' may keep its result/,
    ],
    [
      "a function that does not know the bucket",
      "CLAIM_CHECK_BUCKET = aws_s3_bucket.claim_checks.bucket",
      'CLAIM_CHECK_BUCKET = "own"',
      /^what is deployed 'charge-card' may keep its result/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "once for each order",
  )("workflow.json", [
    [
      "a compensation that may not ask who did what it undoes",
      '"GetItem", ',
      "",
      /^what is deployed 'refund-card' may use the idempotency table/,
      '"refund-card": {',
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "every rule",
  )("workflow.json", [
    [
      "no limit of concurrency",
      '"concurrency": 3',
      '"concurrency": 10',
      /^what is deployed check-fraud runs at most 3 at once/,
      '"check-fraud": {',
    ],
  ]),
  ...rowsOf("terraform", "queue", "every rule")(
    "workflow.json",
    [
      [
        "too many at once",
        '"concurrency": 3',
        '"concurrency": 4',
        /^check-fraud runs at most 3 at once/,
        '"check-fraud": {',
      ],
    ],
    "workflow",
  ),
];
