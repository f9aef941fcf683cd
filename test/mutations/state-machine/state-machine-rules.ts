import type { Mutation } from "../mutation.ts";
import { caughtBy, infrastructureTest, workflowTest } from "./state-machine-rows.ts";

/** What breaks the state machine that has every failure rule. */
export const stateMachineRulesMutations: readonly Mutation[] = [
  ...workflowTest("every rule", "workflow.asl.json", [
    {
      name: "a steeper back-off",
      after: '"charge-card": {',
      replace: ['"BackoffRate": 1.5', '"BackoffRate": 2'],
      red: /^charge-card is retried 3 times/,
    },
    {
      name: "delays without a limit",
      after: '"charge-card": {',
      replace: ['"MaxDelaySeconds": 20', '"MaxDelaySeconds": 200'],
      red: /^charge-card is retried 3 times/,
    },
    {
      name: "jitter where none is wanted",
      after: '"charge-card": {',
      replace: ['"JitterStrategy": "NONE"', '"JitterStrategy": "FULL"'],
      red: /^charge-card waits exactly as long/,
    },
    {
      name: "a route by name to the wrong state",
      after: '"print-label": {',
      replace: ['"Next": "write-label"', '"Next": "print-label failed"'],
      red: /^print-label is replaced by write-label at once on PrinterBroken/,
    },
    {
      name: "no fallback",
      after: '"charge-card": {',
      replace: ['"Next": "send-bill"', '"Next": "print-label"'],
      red: /^charge-card is replaced by send-bill/,
    },
    {
      name: "continue that ends the workflow",
      after: '"check-fraud": {',
      replace: ['"Next": "charge-card"', '"Next": "Succeeded"'],
      red: /^check-fraud is passed over/,
    },
    {
      name: "an error noted under another key",
      after: '"check-fraud": {',
      replace: ['"$.errors.checkFraud"', '"$.errors.fraud"'],
      red: /^check-fraud is passed over/,
    },
    {
      name: "an error that takes the place of the state",
      after: '"check-fraud": {',
      replace: ['"ResultPath": "$.errors.checkFraud"', '"ResultPath": "$"'],
      red: /^check-fraud is passed over/,
    },
    {
      name: "the result of a fallback under another key",
      after: '"send-bill": {',
      replace: ['"$.results.sendBill"', '"$.results.chargeCard"'],
      red: /^charge-card is replaced by send-bill/,
    },
    {
      name: "catchers in the wrong order",
      after: '"charge-card": {',
      replace: [
        '"CardStolen", "CardBlocked"],\n          "ResultPath"',
        '"AmountDisputed"],\n          "ResultPath"',
      ],
      red: /^charge-card has everything undone at once on AmountDisputed/,
    },
    {
      name: "the compensation of a fallback that did not run",
      after: '"Is cancel-bill due": {',
      replace: ['"Default": "refund-card"', '"Default": "cancel-bill"'],
      red: /^print-label has everything undone/,
    },
    {
      name: "no compensation of a fallback that did run",
      after: '"Is cancel-bill due": {',
      replace: ['"Next": "cancel-bill"', '"Next": "refund-card"'],
      red: /^print-label has send-bill undone too where it ran/,
    },
    {
      name: "no compensation of a fallback that failed",
      after: '"Is cancel-bill due": {',
      replace: ['"$.errors.sendBill"', '"$.errors.chargedCard"'],
      red: /^print-label has send-bill undone too where it failed/,
    },
  ]),
  ...infrastructureTest("every rule", "workflow.asl.json", [
    {
      name: "a catcher for everything that is not the last",
      after: '"charge-card": {',
      replace: [
        '"CardStolen", "CardBlocked"],\n          "ResultPath"',
        '"States.ALL"],\n          "ResultPath"',
      ],
      red: /^workflow.asl.json 'charge-card' has retriers and catchers in an order that works/,
    },
    {
      name: "a retrier for everything that is not the last",
      after: '"charge-card": {',
      replace: ['"IdempotencyAlreadyInProgressError"', '"States.ALL"'],
      red: /^workflow.asl.json 'charge-card' has retriers and catchers in an order that works/,
    },
    {
      name: "a named error that is retried",
      after: '"charge-card": {',
      replace: ['            "CardStolen",\n', ""],
      red: /^workflow.asl.json 'charge-card' is not retried on the errors its function knows/,
    },
    {
      name: "no time limit",
      after: '"charge-card": {',
      replace: ['      "TimeoutSeconds": 45,\n', ""],
      red: /^workflow.asl.json 'charge-card' ends later than its function/,
    },
    {
      name: "a time limit below the function's timeout",
      after: '"charge-card": {',
      replace: ['"TimeoutSeconds": 45', '"TimeoutSeconds": 20'],
      red: /^workflow.asl.json 'charge-card' ends later than its function/,
    },
    {
      name: "no retry when Lambda is busy",
      after: '"charge-card": {',
      replace: ['"Lambda.TooManyRequestsException"', '"Lambda.TooManyRequests"'],
      red: /^workflow.asl.json 'charge-card' waits for hours, minute by minute/,
    },
    {
      name: "no retry when Lambda itself fails",
      after: '"charge-card": {',
      replace: ['"Lambda.SdkClientException"', '"Lambda.SdkClient"'],
      red: /^workflow.asl.json 'charge-card' is retried when Lambda itself fails/,
    },
    {
      name: "retries of Lambda that all come at once",
      after: '"charge-card": {',
      replace: [
        '"MaxAttempts": 6,\n          "BackoffRate": 2,\n          "JitterStrategy": "FULL"',
        '"MaxAttempts": 6,\n          "BackoffRate": 2,\n          "JitterStrategy": "NONE"',
      ],
      red: /^workflow.asl.json 'charge-card' is retried when Lambda itself fails/,
    },
    {
      name: "a state that cannot be reached",
      after: '"refund-card": {',
      replace: ['"Next": "forget-check"', '"Next": "release-stock"'],
      red: /^workflow.asl.json goes forward only/,
    },
    {
      name: "a loop",
      after: '"release-stock": {',
      replace: ['"Next": "Compensated"', '"Next": "refund-card"'],
      red: /^workflow.asl.json goes forward only/,
    },
    {
      name: "a state that does not exist",
      after: '"charge-card": {',
      replace: ['"Next": "send-bill"', '"Next": "send-bills"'],
      red: /^workflow.asl.json is valid Amazon States Language/,
    },
    {
      name: "compensated workflows that raise the alarm of failed ones",
      after: '"Compensated": {',
      replace: ['"Succeed"', '"Fail"'],
      red: /^the state machine does not fail where everything is undone/,
    },
    {
      name: "a compensation that ends in another state than its own",
      after: '"release-stock": {',
      replace: ['"Next": "Compensated"', `${caughtBy("Compensated")}"Next": "Compensated"`],
      red: /^the state machine fails with '?release-stock'?, and an alarm says so/,
    },
  ]),

  ...workflowTest("every rule", "workflow.asl.json", [
    {
      name: "throttling that is taken for a failure of what replaces a step",
      after: '"write-label": {',
      replace: ['"MaxAttempts": 300', '"MaxAttempts": 6'],
      red: /^write-label waits its turn when it is throttled/,
    },
  ]),
];
