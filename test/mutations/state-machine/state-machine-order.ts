import type { Mutation } from "../mutation.ts";
import { caughtBy, infrastructureTest, workflowTest } from "./state-machine-rows.ts";

/** What breaks the state machine of the order example. */
export const stateMachineOrderMutations: readonly Mutation[] = [
  ...workflowTest("order", "workflow.asl.json", [
    {
      name: "work that goes round for ever",
      after: '"process-payment": {',
      replace: ['"Next": "create-invoice"', '"Next": "create-order"'],
      red: /^runs every step once/,
    },
    {
      name: "an execution that may take a year",
      replace: ['  "TimeoutSeconds": 172800,\n', ""],
      red: /^is stopped after 172800 s as a whole, and has as long again when it is redriven/,
    },
    {
      name: "an execution that may take longer than is said",
      replace: ['"TimeoutSeconds": 172800', '"TimeoutSeconds": 172801'],
      red: /^is stopped after 172800 s as a whole, and has as long again when it is redriven/,
    },
    {
      name: "one retry too few",
      after: '"create-order": {',
      replace: ['"MaxAttempts": 3,', '"MaxAttempts": 2,'],
      red: /^create-order is retried 3 times/,
    },
    {
      name: "a longer interval",
      after: '"create-order": {',
      replace: [
        '"IntervalSeconds": 2,\n          "MaxAttempts": 3,',
        '"IntervalSeconds": 3,\n          "MaxAttempts": 3,',
      ],
      red: /^create-order is retried 3 times/,
    },
    {
      name: "throttling that is taken for a failure",
      after: '"create-order": {',
      replace: ['"MaxAttempts": 300', '"MaxAttempts": 6'],
      red: /^create-order waits its turn when it is throttled/,
    },
    {
      name: "throttling that uses up the retries of a step",
      after: '"create-invoice": {',
      replace: ['"Lambda.TooManyRequestsException"', '"Lambda.Unheard"'],
      red: /^create-invoice waits its turn when it is throttled/,
    },
    {
      name: "a workflow that is half undone because a compensation is throttled",
      after: '"refund-payment": {',
      replace: ['"MaxAttempts": 300', '"MaxAttempts": 6'],
      red: /^refund-payment waits its turn when it is throttled/,
    },
    {
      name: "permanent errors that are retried",
      after: '"create-order": {',
      replace: ['"PermanentError"', '"Permanent"'],
      red: /^create-order stops the workflow at once on a permanent error/,
    },
    {
      name: "a named error that is retried",
      after: '"process-payment": {',
      replace: ['"ResultTooLarge", "PaymentDeclined"', '"ResultTooLarge"'],
      red: /^process-payment has everything undone at once on PaymentDeclined/,
    },
    {
      name: "a crash that uses up the retries",
      after: '"create-order": {',
      replace: ['"IdempotencyAlreadyInProgressError"', '"InProgress"'],
      red: /^create-order stops the workflow when it crashes on every try/,
    },
    {
      name: "the result under another key",
      after: '"create-order": {',
      replace: ['"$.results.createOrder"', '"$.results.order"'],
      red: /^runs every step once/,
    },
    {
      name: "a step left out",
      after: '"create-order": {',
      replace: ['"Next": "process-payment"', '"Next": "create-invoice"'],
      red: /^runs every step once/,
    },
    {
      name: "a compensation left out",
      after: '"Compensate create-invoice": {',
      replace: ['"Next": "refund-payment"', '"Next": "cancel-order"'],
      red: /^create-invoice has everything undone/,
    },
    {
      name: "a chain of compensations that breaks off",
      after: '"refund-payment": {',
      replace: ['"Next": "cancel-order"', '"Next": "Compensated"'],
      red: /^create-invoice has everything undone/,
    },
    {
      name: "compensations in the wrong order",
      after: '"Compensate process-payment": {',
      replace: ['"Next": "refund-payment"', '"Next": "cancel-order"'],
      red: /^process-payment has everything undone/,
    },
    {
      name: "a failed compensation that is passed over",
      after: '"refund-payment": {',
      replace: ['"Next": "cancel-order"', `${caughtBy("cancel-order")}"Next": "cancel-order"`],
      red: /^refund-payment leaves the workflow for a person/,
    },
    {
      name: "a failed compensation that no redrive goes on from",
      replace: [
        '"refund-payment": {',
        `"Lost": { "Type": "Fail" }, "refund-payment": { ${caughtBy("Lost")}`,
      ],
      red: /^refund-payment goes on with what is left to undo when it is redriven/,
    },
    {
      name: "failures without a catcher",
      after: '"create-invoice": {',
      replace: [
        '"Catch": [\n        {\n          "ErrorEquals": ["States.ALL"',
        '"Catch": [\n        {\n          "ErrorEquals": ["Nothing"',
      ],
      red: /^create-invoice has everything undone when its retries are exhausted/,
    },
    {
      name: "a catcher that knows only the step's own errors",
      after: '"create-invoice": {',
      replace: [
        '"Catch": [\n        {\n          "ErrorEquals": ["States.ALL"',
        '"Catch": [\n        {\n          "ErrorEquals": ["Error"',
      ],
      red: /^create-invoice has everything undone when it crashes on every try/,
    },
    {
      name: "compensated workflows that seem to succeed",
      after: '"Compensate create-invoice": {',
      replace: ['"ResultPath": "$.failure"', '"ResultPath": "$.errors.createInvoice"'],
      red: /^create-invoice has everything undone/,
    },
    {
      name: "compensated workflows that do not say why",
      after: '"Compensate create-invoice": {',
      replace: ['"InputPath": "$.errors.createInvoice"', '"Result": { "Error": "Failed" }'],
      red: /^create-invoice has everything undone/,
    },
  ]),
  ...infrastructureTest("order", "workflow.asl.json", [
    {
      name: "hours between two tries of what is throttled",
      after: '"create-order": {',
      replace: ['"MaxDelaySeconds": 60', '"MaxDelaySeconds": 6000'],
      red: /^workflow.asl.json 'create-order' waits for hours, minute by minute/,
    },
  ]),
];
