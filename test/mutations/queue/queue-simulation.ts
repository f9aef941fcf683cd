import type { Mutation } from "../mutation.ts";
import { TRANSFER, templateTest, workflowTest } from "./queue-rows.ts";

/** What breaks the queues that SAM deploys so that the simulation shows it. */
export const queueSimulationMutations: readonly Mutation[] = [
  ...workflowTest("order", "template.yaml", [
    {
      name: "a shorter function timeout",
      after: "  CreateOrderFunction:",
      replace: ["Timeout: 30", "Timeout: 20"],
      red: /^create-order is stopped after 30 s/,
    },
    {
      name: "a shorter visibility timeout",
      after: "  CreateOrderQueue:",
      replace: ["VisibilityTimeout: 180", "VisibilityTimeout: 60"],
      red: /^create-order is tried again 180 s after a crash/,
    },
    {
      name: "fewer receives than tries",
      after: "  CreateOrderQueue:",
      replace: ["maxReceiveCount: 9", "maxReceiveCount: 3"],
      red: /^create-order is retried 3 times/,
    },
    {
      name: "no report of failed messages",
      after: "  CreateOrderEventSourceMapping:",
      replace: [TRANSFER, ""],
      red: /^create-order does not repeat the good messages of a batch/,
    },
    {
      name: "a function that does not know the next queue",
      after: "  CreateOrderFunction:",
      replace: ["          QUEUE_URL_PROCESS_PAYMENT: !Ref ProcessPaymentQueue\n", ""],
      red: /^runs every step once/,
    },
    {
      name: "a function that takes another queue for the next",
      after: "  CreateOrderFunction:",
      replace: [
        "PROCESS_PAYMENT: !Ref ProcessPaymentQueue",
        "PROCESS_PAYMENT: !Ref CreateInvoiceQueue",
      ],
      red: /^runs every step once/,
    },
    {
      name: "a function fed by another queue",
      after: "  CreateOrderEventSourceMapping:",
      replace: ["!GetAtt CreateOrderQueue.Arn", "!GetAtt CancelOrderQueue.Arn"],
      red: /^runs every step once/,
    },
    {
      name: "a workflow that begins in the middle",
      after: "  StartQueueUrl:",
      replace: ["!Ref CreateOrderQueue", "!Ref ProcessPaymentQueue"],
      red: /^runs every step once/,
    },
  ]),
  ...templateTest("order", [
    {
      name: "a property that does not exist",
      after: "  CreateOrderQueue:",
      replace: ["VisibilityTimeout: 180", "VisibilityTimeOut: 180"],
      red: /^template.yaml is valid/,
    },
  ]),
  ...workflowTest("every rule", "template.yaml", [
    {
      name: "too many at once",
      replace: ["MaximumConcurrency: 3", "MaximumConcurrency: 4"],
      red: /^check-fraud runs at most 3 at once/,
    },
  ]),
];
