import type { Mutation } from "../mutation.ts";
import { infrastructureTest, workflowTest } from "./state-machine-rows.ts";

/** What breaks results in S3 and effects that executions share. */
export const stateMachineResultsMutations: readonly Mutation[] = [
  ...workflowTest("once for each order", "src/functions/charge-card.ts", [
    {
      name: "a key that no other workflow has",
      replace: ['idempotency: { key: "results.createOrder.reference"', 'idempotency: { key: "id"'],
      red: /^charge-card has its effect once for all workflows with the same/,
    },
    {
      name: "a window that does not end",
      replace: ["windowSeconds: 600", "windowSeconds: 60000"],
      red: /^charge-card has its effect again 10m later/,
    },
    {
      name: "a claim check that is not redeemed",
      replace: ['  claims: ["renderInvoice"],\n', ""],
      red: /^render-invoice passes on a result of any size/,
    },
  ]),
  ...workflowTest(
    "once for each order",
    "workflow.asl.json",
    ["before it runs", "behind it"].map((moment) => ({
      name: `a large result that is lost with a function that dies ${moment}`,
      after: '"render-invoice": {',
      replace: [
        '["States.ALL"],\n          "IntervalSeconds": 2',
        '["Nothing"],\n          "IntervalSeconds": 2',
      ],
      red: new RegExp(`^render-invoice passes it on when its function dies ${moment}`),
    })),
  ),
  ...workflowTest("once for each order", "src/functions/render-invoice.ts", [
    {
      name: "no claim check",
      replace: ["  claimCheck: true,\n", ""],
      red: /^render-invoice passes on a result of any size/,
    },
  ]),
  ...workflowTest("once for each order", "src/functions/refund-card.ts", [
    {
      name: "a compensation that does not know whose effect it undoes",
      replace: ['step: "charge-card",\n    idempotency', 'step: "create-order",\n    idempotency'],
      red: /^refund-card has charge-card done again in the next workflow/,
    },
  ]),
  ...workflowTest("once for each order", "src/runtime/claim-check.ts", [
    {
      name: "one result for all workflows",
      replace: ["`${id}/${step}`", "step"],
      red: /^render-invoice passes on a result of any size, to each workflow its own/,
    },
    {
      name: "one result for all steps of a workflow",
      replace: ["`${id}/${step}`", "id"],
      red: /^send-bill passes on a result of any size/,
    },
  ]),
  ...workflowTest("once for each order", "workflow.asl.json", [
    {
      name: "work that another workflow does taken for a failure",
      after: '"create-order": {',
      replace: ['"IdempotencyAlreadyInProgressError"', '"InProgress"'],
      red: /^create-order makes another workflow with the same key wait for the first/,
    },
  ]),
  ...infrastructureTest("once for each order", "template.yaml", [
    {
      name: "results in S3 that are not encrypted",
      after: "  ClaimCheckBucket:",
      replace: ["SSEAlgorithm: AES256", "BucketKeyEnabled: false"],
      red: /^results in S3 are encrypted/,
    },
    {
      name: "results in S3 that may become public",
      after: "  ClaimCheckBucket:",
      replace: ["BlockPublicPolicy: true", "BlockPublicPolicy: false"],
      red: /^results in S3 are never public/,
    },
    {
      name: "results in S3 without TLS",
      after: "  ClaimCheckBucketPolicy:",
      replace: ["Effect: Deny", "Effect: Allow"],
      red: /^results in S3 travel by TLS only/,
    },
    {
      name: "results in S3 that are gone before they are needed",
      after: "  ClaimCheckBucket:",
      replace: ["ExpirationInDays: 1", "ExpirationInDays: "],
      red: /^results in S3 are kept until the last step has had them/,
    },
    {
      name: "no permission to keep a result",
      after: "  RenderInvoiceFunction:",
      replace: ["Action: s3:PutObject", "Action: s3:PutObjectTagging"],
      red: /^what is deployed 'render-invoice' may keep its result in S3/,
    },
    {
      name: "a permission to keep any result",
      after: "  RenderInvoiceFunction:",
      replace: ["Arn}/*/render-invoice", "Arn}/*"],
      red: /^what is deployed 'render-invoice' may keep its result in S3/,
    },
    {
      name: "no permission to get a result",
      after: "  ChargeCardFunction:",
      replace: [
        "                - !Sub ${ClaimCheckBucket.Arn}/*/render-invoice\n",
        "                []\n",
      ],
      red: /^what is deployed 'charge-card' may keep its result in S3 and get those it knows/,
    },
    {
      name: "a function that does not know the bucket",
      after: "  ChargeCardFunction:",
      replace: ["          CLAIM_CHECK_BUCKET: !Ref ClaimCheckBucket\n", ""],
      red: /^what is deployed 'charge-card' may keep its result in S3 and get those it knows/,
    },
    {
      name: "a compensation that may not ask who did what it undoes",
      after: "  RefundCardFunction:",
      replace: ["[dynamodb:GetItem, ", "["],
      red: /^what is deployed 'refund-card' may use the idempotency table/,
    },
  ]),
];
