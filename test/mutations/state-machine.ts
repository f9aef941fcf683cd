import type { Mutation } from "./mutation.ts";

type Row = Pick<Mutation, "name" | "after" | "replace" | "red">;

const workflowTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({ ...row, transport: "state-machine", workflow, file, test: "workflow" }));

const infrastructureTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({
    ...row,
    transport: "state-machine",
    workflow,
    file,
    test: "infrastructure",
  }));

const templateTest = (workflow: Mutation["workflow"], rows: readonly Row[]): Mutation[] =>
  infrastructureTest(workflow, "template.yaml", rows).map((row) => ({ ...row, test: "template" }));

/** A catcher, as the beginning of a state's fields. */
const caughtBy = (state: string) =>
  `"Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "${state}" }], `;

/** What breaks a generated project of the state machine transport. */
export const stateMachineMutations: readonly Mutation[] = [
  ...workflowTest("order", "src/workflow.ts", [
    {
      name: "an error under another name",
      replace: ['override name = "PaymentDeclined"', 'override name = "Declined"'],
      red: /^knows its errors by their names/,
    },
  ]),
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

  ...workflowTest("order", "template.yaml", [
    {
      name: "a shorter function timeout",
      after: "  CreateOrderFunction:",
      replace: ["Timeout: 30", "Timeout: 20"],
      red: /^create-order is stopped after 30 s/,
    },
    {
      name: "another function behind a task",
      replace: [
        "CreateOrderFunction: !Ref CreateOrderFunction.Version",
        "CreateOrderFunction: !Ref CancelOrderFunction.Version",
      ],
      red: /^runs every step once/,
    },
  ]),
  ...workflowTest("every rule", "template.yaml", [
    {
      name: "too many at once",
      replace: ["ReservedConcurrentExecutions: 3", "ReservedConcurrentExecutions: 4"],
      red: /^check-fraud runs at most 3 at once/,
    },
  ]),
  ...templateTest("every rule", [
    {
      name: "a new concurrency that no deployment takes",
      replace: ['          RESERVED_CONCURRENCY: "3"\n', ""],
      red: /^template.yaml 'CheckFraudFunction' has a new version whatever setting changes/,
    },
  ]),
  ...infrastructureTest("every rule", "template.yaml", [
    {
      name: "no limit of concurrency",
      replace: ["      ReservedConcurrentExecutions: 3\n", ""],
      red: /^what is deployed check-fraud runs at most 3 at once/,
    },
  ]),
  ...templateTest("order", [
    {
      name: "a property that does not exist",
      after: "  ExecutionsFailedAlarm:",
      replace: ["Threshold: 0", "Treshold: 0"],
      red: /^template.yaml is valid/,
    },
    {
      name: "an alias that versions are not published for",
      after: "  CreateOrderFunction:",
      replace: ["AutoPublishAlias: live", 'AutoPublishAlias: ""'],
      red: /^template.yaml 'CreateOrderFunction' has a new version whatever setting changes/,
    },
  ]),
  ...infrastructureTest("order", "template.yaml", [
    {
      name: "a function that is not pinned to a version",
      replace: ["!Ref CreateOrderFunction.Version", "!Ref CreateOrderFunction"],
      red: /^workflow.asl.json knows the published version behind every task/,
    },
    {
      name: "a function without published versions",
      after: "  CreateOrderFunction:",
      replace: ["      AutoPublishAlias: live\n", ""],
      red: /^workflow.asl.json 'create-order' calls a new version whatever setting/,
    },
    {
      name: "settings that do not reach the state machine",
      after: "  CreateOrderFunction:",
      replace: ["      AutoPublishAliasAllProperties: true\n", ""],
      red: /^workflow.asl.json 'create-order' calls a new version whatever setting/,
    },
    {
      name: "no permission to invoke a function",
      replace: ["                - !Sub ${CreateOrderFunction.Arn}:*\n", ""],
      red: /^the state machine may invoke the functions behind its tasks/,
    },
    {
      name: "a permission to invoke every function",
      replace: ["- !Sub ${CreateOrderFunction.Arn}:*", '- "*"'],
      red: /^the state machine may invoke the functions behind its tasks/,
    },
    {
      name: "a permission to invoke functions",
      after: "  CreateOrderFunction:",
      replace: ["[dynamodb:GetItem", "[lambda:InvokeFunction"],
      red: /^what is deployed 'create-order' may not invoke functions/,
    },
    {
      name: "no permission to keep an idempotency record",
      after: "  CreateOrderFunction:",
      replace: ["dynamodb:PutItem, ", ""],
      red: /^what is deployed 'create-order' may use the idempotency table/,
    },
    {
      name: "no alarm on failed executions",
      after: "  ExecutionsFailedAlarm:",
      replace: ["MetricName: ExecutionsFailed", "MetricName: ExecutionsSucceeded"],
      red: /^the state machine ExecutionsFailed raises an alarm/,
    },
    {
      name: "no alarm on failed compensations",
      after: "  RefundPaymentFunctionFailedAlarm:",
      replace: ["Type: AWS::CloudWatch::Alarm", "Type: AWS::CloudWatch::AnomalyDetector"],
      red: /^the state machine fails with '?refund-payment'?, and an alarm says so/,
    },
    {
      name: "an alarm on something else than failed compensations",
      after: "  RefundPaymentFunctionFailedAlarm:",
      replace: ["Value: !Ref RefundPaymentFunction", "Value: !Ref ProcessPaymentFunction"],
      red: /^the state machine fails with '?refund-payment'?, and an alarm says so/,
    },
    {
      name: "an alarm that nobody hears",
      after: "  ExecutionsFailedAlarm:",
      replace: ["AlarmActions: [!Ref AlarmTopic]", "AlarmActions: []"],
      red: /^the state machine '?ExecutionsFailed'? raises an alarm/,
    },
    {
      name: "logs that are kept for ever",
      after: "  StateMachineLogs:",
      replace: ["      RetentionInDays: 30\n", ""],
      red: /^what is deployed the logs of 'executions' expire/,
    },
    {
      name: "functions that are not traced",
      replace: ["Tracing: Active", "Tracing: PassThrough"],
      red: /is limited, traced and logged/,
    },
  ]),

  ...workflowTest("nested", "workflow.asl.json", [
    {
      name: "a wait that is too short",
      replace: ['"Seconds": 600', '"Seconds": 60'],
      red: /^cool-down lasts 10m/,
    },
    {
      name: "another item than the condition says",
      after: '"number": {',
      replace: ['"NumericEquals": 1', '"NumericEquals": 2'],
      red: /^number takes branch 1 where index is 1/,
    },
    {
      name: "a step of some items that is not retried as often",
      after: '"label": {',
      replace: ['"MaxAttempts": 3,', '"MaxAttempts": 2,'],
      red: /^label is retried 3 times/,
    },
    {
      name: "the result of an item that is not looked for where it is",
      after: '"weight": {',
      replace: [
        '"$.results.bags[1].pack.heavy",\n              "IsPresent"',
        '"$.results.bags[2].pack.heavy",\n              "IsPresent"',
      ],
      red: /^weight takes branch 1 where results/,
    },
    {
      name: "a wait at the end that is too short",
      after: '"rest": {',
      replace: ['"Seconds": 7200', '"Seconds": 720'],
      red: /^rest lasts 2h/,
    },
    {
      name: "a wait at the end that is left out",
      after: '"gifts": {',
      replace: ['"Next": "rest"', '"Next": "Succeeded"'],
      red: /^rest lasts 2h/,
    },
    {
      name: "a wait at the end of an item that is left out",
      after: '"wrap": {',
      replace: ['"Next": "breath"', '"Next": "gifts item done"'],
      red: /^breath lasts 5s/,
    },
    {
      name: "a branch that is never taken",
      after: '"need-car": {',
      replace: ['"Variable": "$.input.car"', '"Variable": "$.input.van"'],
      red: /^need-car takes branch 1/,
    },
    {
      name: "results of a branch that are lost",
      replace: [
        "States.JsonMerge(States.JsonMerge($[0].results, $[1].results, false), $[2].results, false)",
        "States.JsonMerge($[0].results, $[1].results, false)",
      ],
      red: /^need-car takes branch 1/,
    },
    {
      name: "a failing branch that nobody looks for",
      after: '"Did book fail": {',
      replace: ['"Variable": "$.failures[0]"', '"Variable": "$.failures[9]"'],
      red: /^book has everything undone when a branch fails/,
    },
    {
      name: "a branch that asks for compensation in vain",
      after: '"Did book fail": {',
      replace: ['"Variable": "$.undos[0]"', '"Variable": "$.undos[9]"'],
      red: /^flight has everything undone when its retries are exhausted/,
    },
    {
      name: "a composite that does not know an error by its name",
      after: '"Route failure of book": {',
      replace: ['"StringEquals": "SoldOut"', '"StringEquals": "Sold"'],
      red: /^book is passed over when a branch fails with SoldOut/,
    },
    {
      name: "a failure that aborts the other branches",
      after: '"hotel": {',
      replace: [
        '"States.ALL"],\n                  "ResultPath": "$.errors.hotel"',
        '"Nothing"],\n                  "ResultPath": "$.errors.hotel"',
      ],
      red: /^book has everything undone when a branch fails/,
    },
    {
      name: "a composite that is not undone",
      after: '"Compensate book": {',
      replace: ['"Next": "cancel-trip"', '"Next": "Is cancel-car due"'],
      red: /^book has everything undone when a branch fails/,
    },
    {
      name: "compensation of what was not tried",
      after: '"Is cancel-car due": {',
      replace: ['"Default": "Is cancel-flight due"', '"Default": "cancel-car"'],
      red: /^book has everything undone when a branch fails/,
    },
    {
      name: "items that are not undone",
      after: '"Compensate bags": {',
      replace: ['"Next": "Undo bags"', '"Next": "cancel-trip"'],
      red: /^bags has everything undone when an item fails/,
    },
    {
      name: "an item that could not be undone, and is taken for one that was",
      after: '"unpack": {',
      replace: [
        '"Next": "bags item undone"',
        `${caughtBy("bags item undone")}"Next": "bags item undone"`,
      ],
      red: /^unpack leaves the workflow for a person/,
    },
    {
      name: "items that no redrive goes on with",
      replace: ['"Undo bags": {', `"Lost": { "Type": "Fail" }, "Undo bags": { ${caughtBy("Lost")}`],
      red: /^unpack leaves no other item out when it is redriven for one/,
    },
    {
      name: "a compensation of a branch that no redrive goes on from",
      replace: [
        '"cancel-hotel": {',
        `"Lost": { "Type": "Fail" }, "cancel-hotel": { ${caughtBy("Lost")}`,
      ],
      red: /^cancel-hotel goes on with what is left to undo when it is redriven/,
    },
    {
      name: "a map over something else",
      after: '"bags": {',
      replace: ['"ItemsPath": "$.input.bags"', '"ItemsPath": "$.input.gifts"'],
      red: /^bags runs its steps for each item/,
    },
    {
      name: "more items at once than wanted",
      after: '"bags": {',
      replace: ['"MaxConcurrency": 2', '"MaxConcurrency": 3'],
      red: /^bags works on at most 2 items at once/,
    },
    {
      name: "more items undone at once than wanted",
      after: '"Undo bags": {',
      replace: ['"MaxConcurrency": 2', '"MaxConcurrency": 3'],
      red: /^bags undoes at most 2 items at once/,
    },
    {
      name: "a map within a map over something else",
      after: '"tags": {',
      replace: ['"ItemsPath": "$.item.tags"', '"ItemsPath": "$.input.bags"'],
      red: /^tags runs its steps for each item/,
    },
    {
      name: "more items at once than wanted in a map within a map",
      after: '"tags": {',
      replace: ['"MaxConcurrency": 3', '"MaxConcurrency": 4'],
      red: /^tags works on at most 3 items at once/,
    },
    {
      name: "an item that another is taken for",
      after: '"bags": {',
      replace: [
        "States.Format('#{}', $$.Map.Item.Index)",
        "States.Format('#{}', $$.Execution.Name)",
      ],
      red: /^bags runs its steps for each item/,
    },
  ]),
  ...workflowTest("nested", "local/data-limit.ts", [
    {
      name: "what all items leave together without a limit",
      replace: ["bytes <= MAX_DATA_BYTES", "bytes <= 9 * MAX_DATA_BYTES"],
      red: /^bags ends the workflow, past every rule/,
    },
    {
      name: "what the items of a map within a map leave together without a limit",
      replace: ["bytes <= MAX_DATA_BYTES", "bytes <= 9 * MAX_DATA_BYTES"],
      red: /^tags ends the workflow, past every rule/,
    },
  ]),
  ...workflowTest("nested", "workflow.asl.json", [
    {
      name: "throttling that is taken for a failure of a branch",
      after: '"hotel": {',
      replace: ['"MaxAttempts": 300', '"MaxAttempts": 6'],
      red: /^hotel waits its turn when it is throttled/,
    },
    {
      name: "throttling that is taken for a failure of an item",
      after: '"ItemProcessor": {',
      replace: ['"MaxAttempts": 300', '"MaxAttempts": 6'],
      red: /^\S+ waits its turn when it is throttled/,
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
  ...workflowTest("order", "local/simulate.ts", [
    {
      name: "a half undone workflow that seems to have failed with nothing undone",
      replace: ['error ? "compensation-failed"', 'error ? "failed"'],
      red: /^refund-payment leaves the workflow for a person/,
    },
    {
      name: "an account in which as many functions run as want to",
      replace: ["account.running >= account.concurrency", "false"],
      red: /^waits for its turn where more is to run than may/,
    },
  ]),
  ...workflowTest("order", "local/faults.ts", [
    {
      name: "a step that seems to succeed, and whose result is refused",
      replace: ['invocation.done, "failed"', 'invocation.done, "succeeded"'],
      red: /^refund-payment .*when its result is too large/,
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
  ...workflowTest("nested", "local/engine.ts", [
    {
      name: "a redrive that begins where the execution did",
      replace: ["beginningAt(from.state,", "beginningAt(definition.StartAt,"],
      red: /^cancel-hotel goes on with what is left to undo when it is redriven/,
    },
    {
      name: "an end that does not say what was too large",
      replace: ["return tooLarge;", "return undefined;"],
      red: /^bags ends the workflow, past every rule/,
    },
  ]),
  ...workflowTest("nested", "src/runtime/task-handler.ts", [
    {
      name: "an idempotency key that all items share",
      replace: ["`${step.name}${itemPathOf(state)}`", "step.name"],
      red: /^bags runs its steps for each item/,
    },
  ]),
  ...infrastructureTest("nested", "workflow.asl.json", [
    {
      name: "a function inside of a branch without a time-out of its own",
      after: '"hotel": {',
      replace: ['"TimeoutSeconds": 45', '"TimeoutSeconds": 30'],
      red: /^workflow.asl.json '?hotel'? ends later than its function does/,
    },
    {
      name: "a circle inside of a branch",
      after: '"seat": {',
      replace: ['"Next": "book branch 2 done"', '"Next": "flight"'],
      red: /^workflow.asl.json goes forward only from '?flight/,
    },
  ]),
  ...workflowTest("order", "src/functions/create-order.ts", [
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
  ]),
  ...workflowTest("every rule", "src/functions/reserve-stock.ts", [
    {
      name: "a guard where none is wanted",
      replace: ['idempotency: "natural"', 'idempotency: "guarded"'],
      red: /^reserve-stock may run twice/,
    },
  ]),
  ...infrastructureTest("order", "src/functions/process-payment.ts", [
    {
      name: "a function that hides a named error",
      replace: ['namedErrors: ["PaymentDeclined"]', "namedErrors: []"],
      red: /^workflow.asl.json 'process-payment' is not retried on the errors its function knows/,
    },
  ]),
  ...workflowTest("order", "src/runtime/task-handler.ts", [
    {
      name: "permanent errors under names the state machine does not know",
      replace: ["throw withoutStack(toStepError(error, namedErrors));", "throw error;"],
      red: /^does not retry a permanent error that no rule names/,
    },
  ]),
  ...workflowTest("order", "src/runtime/idempotency.ts", [
    {
      name: "an idempotency key that all workflows share",
      replace: ["key: id,", "key: step,"],
      red: /^keeps workflows apart/,
    },
    {
      name: "an idempotency key that all steps share",
      replace: ["keyPrefix: work }", 'keyPrefix: "work" }'],
      red: /^runs every step once/,
    },
  ]),
  ...infrastructureTest("order", "src/runtime/idempotency.ts", [
    {
      name: "idempotency records that expire before the work can come back",
      replace: ["(14 + 14) * 24 * 60 * 60", "60 * 60"],
      red: /^what is deployed remembers what was done/,
    },
  ]),
  ...workflowTest("order", "template.yaml", [
    {
      name: "executions whose names do not count",
      after: "  StateMachine:",
      replace: ["Type: STANDARD", "Type: EXPRESS"],
      red: /^is not started twice under the same name/,
    },
  ]),
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
  ...workflowTest("order", "src/runtime/run-step.ts", [
    {
      name: "a state of any size",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^create-order stops the workflow when its result is too large/,
    },
    {
      name: "a result measured without the state around it",
      replace: ['`${JSON.stringify(execution)},"${name}":${json}`', "json"],
      red: /^create-order stops the workflow when its result is too large/,
    },
    {
      name: "an error that does not name the step",
      replace: ["The result of ${name} has", "A result has"],
      red: /^create-order stops the workflow when its result is too large/,
    },
  ]),
  ...workflowTest("nested", "src/runtime/run-step.ts", [
    {
      name: "a state of an item of any size",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^pack leaves it to bags when its result is too large/,
    },
    {
      name: "a result of any size in a map within a map",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^tag leaves it to tags when its result is too large/,
    },
    {
      name: "an answer of any size of what undoes an item",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^unpack leaves the workflow for a person when its result is too large/,
    },
  ]),
  ...workflowTest("nested", "workflow.asl.json", [
    {
      name: "a result of an item that is too large and tried again",
      after: '"pack": {',
      replace: ['"PermanentError", "ResultTooLarge"', '"PermanentError"'],
      red: /^pack leaves it to bags when its result is too large/,
    },
  ]),
  ...workflowTest("keys and choices", "src/runtime/run-step.ts", [
    {
      name: "a state of any size behind a condition over a result",
      replace: ["state <= MAX_STATE_BYTES", "state <= 9 * MAX_STATE_BYTES"],
      red: /^charge has everything undone when its result is too large/,
    },
  ]),
  ...workflowTest("keys and choices", "src/runtime/claim-check.ts", [
    {
      name: "one result for all workflows",
      replace: ["`${id}/${step}`", "step"],
      red: /^bind passes on a result of any size, to each workflow its own/,
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
