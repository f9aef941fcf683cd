import type { Mutation } from "../mutation.ts";
import { CREATE_INVOICE_FAILED, workflowTest } from "./queue-rows.ts";

/** What breaks the routes between queues. */
export const queueRoutesMutations: readonly Mutation[] = [
  ...workflowTest("order", "src/workflow.ts", [
    {
      name: "an error under another name",
      replace: ['override name = "PaymentDeclined"', 'override name = "Declined"'],
      red: /^knows its errors by their names/,
    },
  ]),
  ...workflowTest("order", "src/functions/create-order.ts", [
    {
      name: "one retry too few",
      replace: ["maxAttempts: 3", "maxAttempts: 2"],
      red: /^create-order is retried 3 times/,
    },
    {
      name: "a longer interval",
      replace: ["intervalSeconds: 2", "intervalSeconds: 3"],
      red: /^create-order is retried 3 times/,
    },
    {
      name: "a steeper back-off",
      replace: ["backoffRate: 2", "backoffRate: 3"],
      red: /^create-order is retried 3 times/,
    },
    {
      name: "no jitter",
      replace: ['jitter: "full"', 'jitter: "none"'],
      red: /^create-order waits any time up to that/,
    },
    {
      name: "no idempotency guard",
      replace: ['idempotency: "guarded"', 'idempotency: "natural"'],
      red: /^create-order has its effect once/,
    },
    {
      name: "no idempotency guard where its function dies behind it",
      replace: ['idempotency: "guarded"', 'idempotency: "natural"'],
      red: /^create-order has its effect once when its function dies behind it/,
    },
    {
      name: "no idempotency guard where it is started twice",
      replace: ['idempotency: "guarded"', 'idempotency: "natural"'],
      red: /^has its effect once when it is started twice/,
    },
    {
      name: "the result under another key",
      replace: ['key: "createOrder"', 'key: "order"'],
      red: /^runs every step once/,
    },
    {
      name: "a step left out",
      replace: ['[{ queue: "process-payment" }]', '[{ queue: "create-invoice" }]'],
      red: /^runs every step once/,
    },
    {
      name: "an end that comes too early",
      replace: ['[{ queue: "process-payment" }]', "[]"],
      red: /^runs every step once/,
    },
  ]),
  ...workflowTest("order", "src/functions/create-invoice.ts", [
    {
      name: "the end of another kind",
      replace: ['outcome: "succeeded"', 'outcome: "compensated"'],
      red: /^runs every step once/,
    },
    {
      name: "failures that wait in place of being routed",
      replace: [CREATE_INVOICE_FAILED, 'otherwise: { waitsIn: "create-invoice-dlq" }'],
      red: /^create-invoice is not run again once it has taken its failure route/,
    },
    {
      name: "compensations in the wrong order",
      replace: ['[{ queue: "refund-payment" }]', '[{ queue: "cancel-order" }]'],
      red: /^create-invoice has everything undone/,
    },
    {
      name: "a compensation left out",
      replace: ['{ queue: "refund-payment" }', ""],
      red: /^create-invoice has everything undone/,
    },
  ]),
  ...workflowTest("order", "src/functions/process-payment.ts", [
    {
      name: "failures sent to the dead-letter queue",
      replace: [CREATE_INVOICE_FAILED, 'otherwise: { waitsIn: "process-payment-dlq" }'],
      red: /^process-payment has everything undone at once on a permanent error/,
    },
    {
      name: "a named error that is retried",
      replace: ['namedErrors: ["PaymentDeclined"]', "namedErrors: []"],
      red: /^process-payment has everything undone at once on PaymentDeclined/,
    },
  ]),
  ...workflowTest("order", "src/functions/cancel-order.ts", [
    {
      name: "compensated workflows that seem to succeed",
      replace: ['outcome: "compensated"', 'outcome: "succeeded"'],
      red: /^create-invoice has everything undone/,
    },
  ]),
  ...workflowTest("order", "src/functions/refund-payment.ts", [
    {
      name: "a chain of compensations that breaks off",
      replace: ['[{ queue: "cancel-order" }]', "[]"],
      red: /^create-invoice has everything undone/,
    },
  ]),
  ...workflowTest("every rule", "src/functions/charge-card.ts", [
    {
      name: "delays without a limit",
      replace: ["maxDelaySeconds: 20", "maxDelaySeconds: 200"],
      red: /^charge-card is retried 3 times/,
    },
    {
      name: "jitter where none is wanted",
      replace: ['jitter: "none"', 'jitter: "full"'],
      red: /^charge-card waits exactly as long/,
    },
    {
      name: "a route by name left out",
      replace: ['CardStolen: { waitsIn: "charge-card-dlq" },', ""],
      red: /^charge-card stops the workflow at once on CardStolen/,
    },
    {
      name: "a route by name to the wrong step",
      replace: [
        'BankClosed: { next: [{ queue: "print-label" }]',
        'BankClosed: { next: [{ queue: "send-bill" }]',
      ],
      red: /^charge-card is passed over at once on BankClosed/,
    },
    {
      name: "no fallback",
      replace: [
        'otherwise: { next: [{ queue: "send-bill" }]',
        'otherwise: { next: [{ queue: "print-label" }]',
      ],
      red: /^charge-card is replaced by send-bill when its retries are exhausted/,
    },
  ]),
  ...workflowTest("every rule", "src/functions/check-fraud.ts", [
    {
      name: "continue that ends the workflow",
      replace: ['otherwise: { next: [{ queue: "charge-card" }]', "otherwise: { next: []"],
      red: /^check-fraud is passed over when it crashes on every try/,
    },
  ]),
  ...workflowTest("every rule", "src/functions/send-bill.ts", [
    {
      name: "a fallback's own compensation left out",
      replace: ['[{ queue: "cancel-bill" }]', '[{ queue: "refund-card" }]'],
      red: /^send-bill has everything undone/,
    },
  ]),
  ...workflowTest("every rule", "src/functions/print-label.ts", [
    {
      name: "the compensation of a fallback that did not run",
      replace: [', ifTried: "sendBill"', ""],
      red: /^print-label has everything undone/,
    },
    {
      name: "no compensation of a fallback that did run",
      replace: ['{ queue: "cancel-bill", ifTried: "sendBill" },', ""],
      red: /^print-label has send-bill undone too where it ran/,
    },
  ]),
  ...workflowTest("every rule", "src/functions/reserve-stock.ts", [
    {
      name: "a guard where none is wanted",
      replace: ['idempotency: "natural"', 'idempotency: "guarded"'],
      red: /^reserve-stock may run twice/,
    },
  ]),

  ...workflowTest("branches", "src/functions/begin.ts", [
    {
      name: "a wait that is too short",
      replace: ["delaySeconds: 900", "delaySeconds: 90"],
      red: /^grace lasts 15m/,
    },
  ]),
  ...workflowTest("branches", "src/functions/call.ts", [
    {
      name: "a wait in a branch that is left out",
      replace: [", delaySeconds: 90", ""],
      red: /^breath lasts 90s/,
    },
  ]),
  ...workflowTest("branches", "src/functions/look-up.ts", [
    {
      name: "a branch that is taken by others too",
      replace: ["value: 1000", "value: 100"],
      red: /^kind takes the last branch where no condition holds, though some only just/,
    },
    {
      name: "a branch without an end of its own",
      replace: ["value: true", "value: false"],
      red: /^kind takes branch 1 where results.lookUp.paid is true/,
    },
  ]),
];
