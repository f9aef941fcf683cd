import type { Mutation } from "./mutation.ts";

type Row = Pick<Mutation, "name" | "after" | "replace" | "red">;

const workflowTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({ ...row, transport: "queue", workflow, file, test: "workflow" }));

const infrastructureTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({ ...row, transport: "queue", workflow, file, test: "infrastructure" }));

const templateTest = (workflow: Mutation["workflow"], rows: readonly Row[]): Mutation[] =>
  infrastructureTest(workflow, "template.yaml", rows).map((row) => ({ ...row, test: "template" }));

const orderTest = (
  file: string,
  rows: readonly Row[],
  workflow: Mutation["workflow"] = "in order",
): Mutation[] => rows.map((row) => ({ ...row, transport: "queue", workflow, file, test: "order" }));

const TRANSFER = "      FunctionResponseTypes: [ReportBatchItemFailures]\n";

const runtimeTest = (
  workflow: Mutation["workflow"],
  file: string,
  rows: readonly Row[],
): Mutation[] =>
  rows.map((row) => ({ ...row, transport: "queue", workflow, file, test: "runtime" }));

const CREATE_INVOICE_FAILED =
  'otherwise: { next: [{ queue: "refund-payment" }], endsAs: "compensated" }';

/** What breaks a generated project of the queue transport. */
export const queueMutations: readonly Mutation[] = [
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
      replace: ['endsAs: "succeeded"', 'endsAs: "compensated"'],
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
      replace: ['endsAs: "compensated"', 'endsAs: "succeeded"'],
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

  ...workflowTest("order", "src/runtime/queue-step.ts", [
    {
      name: "a failure that takes its route without a word",
      replace: [
        '    logger.error("The step failed for good and takes its failure route", settlement);\n',
        "",
      ],
      red: /^logs why process-payment failed for good/,
    },
    {
      name: "a failure that waits without a word",
      replace: [
        '  logger.error("The step failed for good and waits to be redriven", settlement);\n',
        "",
      ],
      red: /^logs why create-order failed for good/,
    },
  ]),
  ...runtimeTest("order", "src/runtime/services.ts", [
    {
      name: "the end of a workflow that is not logged",
      replace: ["workflowId: id, outcome", "workflowId: id"],
      red: /^logs which workflow has ended as compensated/,
    },
    {
      name: "queues that no environment names",
      replace: ["environment: process.env", "environment: {}"],
      red: /^sends to the queue that the environment names/,
    },
  ]),
  ...(["order", "in order"] as const).flatMap((workflow) =>
    runtimeTest(workflow, "local/queues.ts", [
      {
        name: `a redrive that drops what was sent along (${workflow})`,
        replace: ["MessageAttributes: asSent(messageAttributes)", "MessageAttributes: {}"],
        red: /^redrives a message as a new one/,
      },
    ]),
  ),
  ...runtimeTest("in order", "src/runtime/messages.ts", [
    {
      name: "a message that fails the function, in order",
      replace: ["throwOnFullBatchFailure: false", "throwOnFullBatchFailure: true"],
      red: /^reports a message that failed/,
    },
  ]),
  ...runtimeTest("order", "src/runtime/messages.ts", [
    {
      name: "a message that fails the function",
      replace: ["throwOnFullBatchFailure: false", "throwOnFullBatchFailure: true"],
      red: /^reports a message that failed/,
    },
  ]),
  ...runtimeTest("order", "src/runtime/run-step.ts", [
    {
      name: "errors of any size",
      replace: ["MAX_MESSAGE = 1000", "MAX_MESSAGE = 1_000_000"],
      red: /^takes on no more of an error than a message has room for/,
    },
    {
      name: "something thrown that is no error, of any size",
      replace: ["message: shortened(message)", "message"],
      red: /^takes on no more of an error than a message has room for/,
    },
  ]),
  ...(["order", "in order"] as const).flatMap((workflow) =>
    runtimeTest(workflow, "src/runtime/messages.ts", [
      {
        name: `failures that are logged nowhere (${workflow})`,
        replace: ["!(error instanceof ShowAgain)", "error === undefined"],
        red: /^reports a message that failed, so that the function itself does not, and logs why/,
      },
    ]),
  ),
  ...runtimeTest("order", "src/runtime/queue-step.ts", [
    {
      name: "a message that is lost where its step cannot go on",
      replace: ["settlement.result));\n", "settlement.result)).catch(() => {});\n"],
      red: /^logs once that a step cannot send on/,
    },
    {
      name: "a table that is silent taken for a failure of the step",
      replace: [
        "if (!(thrown instanceof FailedTry)) return undefined;",
        "if (!(thrown instanceof FailedTry)) return toStepError(thrown, namedErrors);",
      ],
      red: /^logs once that a step cannot reach its table/,
    },
    {
      name: "deliveries counted as tries",
      replace: [
        "const { count, lastBegan = 0 } =",
        "const count = Number(record.attributes.ApproximateReceiveCount);\n    const { lastBegan = 0 } =",
      ],
      red: /^counts no delivery that led to no try/,
    },
    {
      name: "tries that what is redriven has had already",
      replace: ["#${redrives}`", "`"],
      red: /^counts the tries of what is redriven anew/,
    },
    {
      name: "a redrive that is forgotten where work is put back",
      replace: ["{ delaySeconds, redrives }", "{ delaySeconds }"],
      red: /^counts the tries of what is redriven anew/,
    },
  ]),
  ...runtimeTest("order", "src/runtime/tries.ts", [
    {
      name: "tries that are counted for ever",
      replace: [", expiration = :expiration", ""],
      red: /^counts tries in the table that the environment names/,
    },
    {
      name: "tries of which each is the first",
      replace: ["1 + Number(Attributes.tries?.N ?? 0)", "1"],
      red: /^counts tries in the table that the environment names/,
    },
  ]),
  ...infrastructureTest("order", "template.yaml", [
    {
      name: "a filter that counts nothing",
      after: "  MessagesNotHandledFilter:",
      replace: ["could not be handled", "was handled"],
      red: /counts the messages that could not be handled, and raises an alarm/,
    },
    {
      name: "an alarm on what nobody counts",
      after: "  MessagesNotHandledAlarm:",
      replace: ["MetricName: MessagesNotHandled", "MetricName: Errors"],
      red: /counts the messages that could not be handled, and raises an alarm/,
    },
  ]),
  ...infrastructureTest("branches", "template.yaml", [
    {
      name: "an alarm on work that is held back on purpose",
      after: "  LookUpQueueAgeAlarm:",
      replace: ["Threshold: 1860", "Threshold: 960"],
      red: /^queues work that waits too long for 'look-up' raises an alarm/,
    },
  ]),
  ...orderTest("src/runtime/messages.ts", [
    {
      name: "groups that wait for each other's failures",
      replace: ["skipGroupOnError: true", "skipGroupOnError: false"],
      red: /^a batch stops a group at its first failure/,
    },
  ]),
  ...orderTest("src/runtime/message-order.ts", [
    {
      name: "work that is sent on in another group",
      replace: ["MessageGroupId: attributes.MessageGroupId", "MessageGroupId: messageId"],
      red: /^a batch is sent on in the same group/,
    },
    {
      name: "a redrive that is taken for a duplicate",
      replace: ["MessageDeduplicationId: messageId", 'MessageDeduplicationId: "a-1"'],
      red: /^a batch is sent on in the same group, once for each message/,
    },
    {
      name: "a second delivery that is not taken for a duplicate",
      replace: [
        "MessageDeduplicationId: messageId",
        "MessageDeduplicationId: `${messageId}${Math.random()}`",
      ],
      red: /^a batch is sent on in the same group, once for each message/,
    },
    {
      name: "another value to group by",
      replace: ["input.account.id", "input.account.number"],
      red: /^a group waits while book-entry is at work, and holds up no other/,
    },
    {
      name: "groups that SQS does not take",
      replace: ["[!-~]{1,128}", ".*"],
      red: /^a batch refuses work that has a group that SQS does not take/,
    },
  ]),
  ...orderTest("src/runtime/queue-step.ts", [
    {
      name: "work outside of its group",
      replace: ["requireGroup(state, services.order);", ""],
      red: /^a batch refuses work that is in another group/,
    },
    {
      name: "a retry that lets the group pass",
      replace: [
        "await retryAfter(services, step.name, record.receiptHandle, delaySeconds);\n    throw new ShowAgain();\n  }\n  await settle",
        "return send(services, step.name, state);\n  }\n  await settle",
      ],
      red: /^a group waits while update-balance is retried/,
    },
    {
      name: "a delivery under way that is taken for done",
      replace: ["    throw new ShowAgain();\n", "    return;\n"],
      red: /^a batch leaves a message in its place while another delivery/,
    },
  ]),
  ...orderTest("template.yaml", [
    {
      name: "a queue without order",
      after: "  UpdateBalanceQueue:",
      replace: ["      FifoQueue: true\n", "      FifoQueue: false\n"],
      red: /^a group waits while update-balance is at work/,
    },
  ]),
  ...orderTest(
    "template.yaml",
    [
      {
        name: "a queue without order that only one group works in",
        after: "  TellHouseQueue:",
        replace: ["      FifoQueue: true\n", "      FifoQueue: false\n"],
        red: /^a group waits while tell-house is at work$/,
      },
    ],
    "in order in one group",
  ),
  ...orderTest(
    "src/runtime/queue-step.ts",
    [
      {
        name: "a retry that lets the only group pass",
        replace: [
          "await retryAfter(services, step.name, record.receiptHandle, delaySeconds);\n    throw new ShowAgain();\n  }\n  await settle",
          "return send(services, step.name, state);\n  }\n  await settle",
        ],
        red: /^a group waits while book-own is retried$/,
      },
    ],
    "in order in one group",
  ),
  ...workflowTest("in order", "template.yaml", [
    {
      name: "a crashed message that comes back too early",
      after: "  BookEntryQueue:",
      replace: ["VisibilityTimeout: 180", "VisibilityTimeout: 60"],
      red: /^book-entry is tried again 180 s after a crash/,
    },
  ]),
  ...workflowTest("in order", "src/functions/update-balance.ts", [
    {
      name: "a condition over something else beside the group",
      replace: ["input.account.kind", "input.account.sort"],
      red: /^kind takes branch 1 where input.account.kind is business/,
    },
    {
      name: "a condition over something else than the group",
      replace: ["input.account.id", "input.account.name"],
      red: /^kind takes branch 2 where input.account.id is house/,
    },
  ]),
  ...workflowTest("in order", "template.yaml", [
    {
      name: "more at once than wanted in a branch over the account",
      after: "  InformAdviserFunction:",
      replace: ["MaximumConcurrency: 2", "MaximumConcurrency: 3"],
      red: /^inform-adviser runs at most 2 at once/,
    },
  ]),
  ...infrastructureTest("in order", "template.yaml", [
    {
      name: "a dead-letter queue without order",
      after: "  BookEntryDeadLetterQueue:",
      replace: ["      FifoQueue: true\n", ""],
      red: /^queues 'book-entry-dlq' keeps order/,
    },
    {
      name: "a function that may go round for ever",
      after: "  BookEntryFunction:",
      replace: ["Timeout: 30\n", "Timeout: 30\n      RecursiveLoop: Allow\n"],
      red: /^queues 'book-entry' is not stopped as a loop/,
    },
    {
      name: "a queue whose name keeps no order",
      after: "  UpdateBalanceQueue:",
      replace: ["-update-balance.fifo", "-update-balance"],
      red: /^queues 'update-balance' keeps order/,
    },
    {
      name: "equal messages taken for duplicates",
      after: "  BookEntryQueue:",
      replace: ["ContentBasedDeduplication: false", "ContentBasedDeduplication: true"],
      red: /^queues 'book-entry' keeps order/,
    },
    {
      name: "one limit of throughput for all groups",
      after: "  BookEntryQueue:",
      replace: ["FifoThroughputLimit: perMessageGroupId", "FifoThroughputLimit: perQueue"],
      red: /^queues 'book-entry' keeps order/,
    },
    {
      name: "a batch window",
      after: "  BookEntryEventSourceMapping:",
      replace: ["BatchSize: 1\n", "BatchSize: 1\n      MaximumBatchingWindowInSeconds: 5\n"],
      red: /^queues 'book-entry' takes every message as soon as it comes/,
    },
    {
      name: "a permission to put work behind others of its group",
      after: "  BookEntryFunction:",
      replace: [
        "- !GetAtt UpdateBalanceQueue.Arn",
        "- !GetAtt UpdateBalanceQueue.Arn\n                - !GetAtt CancelEntryQueue.Arn",
      ],
      red: /^queues 'book-entry' may use its queue and send/,
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
  ...infrastructureTest("order", "template.yaml", [
    {
      name: "a queue that holds messages back",
      after: "  CreateOrderQueue:",
      replace: [
        "      VisibilityTimeout: 180",
        "      DelaySeconds: 60\n      VisibilityTimeout: 180",
      ],
      red: /^queues 'create-order' takes every message as soon as it comes/,
    },
    {
      name: "a visibility timeout of less than six function timeouts",
      after: "  CreateOrderQueue:",
      replace: ["VisibilityTimeout: 180", "VisibilityTimeout: 60"],
      red: /^queues messages for 'create-order' stay hidden/,
    },
    {
      name: "no receives to spare",
      after: "  CreateOrderQueue:",
      replace: ["maxReceiveCount: 9", "maxReceiveCount: 8"],
      red: /^queues no delivery to 'create-order' that is no try/,
    },
    {
      name: "no dead-letter queue",
      after: "  CreateOrderQueue:",
      replace: [
        "      RedrivePolicy: { deadLetterTargetArn: !GetAtt CreateOrderDeadLetterQueue.Arn, maxReceiveCount: 9 }\n",
        "",
      ],
      red: /^queues the queue of 'create-order' has a dead-letter queue/,
    },
    {
      name: "a dead-letter queue that forgets early",
      after: "  CreateOrderDeadLetterQueue:",
      replace: ["MessageRetentionPeriod: 1209600", "MessageRetentionPeriod: 345600"],
      red: /^queues 'create-order-dlq' keeps messages for 14 days/,
    },
    {
      name: "a queue that forgets early",
      after: "  CreateOrderQueue:",
      replace: ["MessageRetentionPeriod: 1209600", "MessageRetentionPeriod: 345600"],
      red: /^queues messages for 'create-order' do not expire/,
    },
    {
      name: "more at once than a new account lets run",
      after: "  CreateOrderEventSourceMapping:",
      replace: ["      ScalingConfig: { MaximumConcurrency: 10 }\n", ""],
      red: /^queues 'create-order' takes no more at once than a new account lets run/,
    },
    {
      name: "a queue that is not encrypted",
      after: "  CreateOrderQueue:",
      replace: ["      SqsManagedSseEnabled: true\n", ""],
      red: /^queues 'create-order' is encrypted/,
    },
    {
      name: "no report of failed messages",
      after: "  CreateOrderEventSourceMapping:",
      replace: [TRANSFER, ""],
      red: /^queues 'create-order' reports the failed messages/,
    },
    {
      name: "no alarm on a dead-letter queue",
      after: "  CreateOrderDeadLetterQueueAlarm:",
      replace: ["CreateOrderDeadLetterQueue.QueueName", "CreateOrderQueue.QueueName"],
      red: /^queues 'create-order-dlq' keeps messages .* with an alarm/,
    },
    {
      name: "no alarm on work that waits",
      after: "  CreateOrderQueueAgeAlarm:",
      replace: ["ApproximateAgeOfOldestMessage", "NumberOfMessagesSent"],
      red: /^queues work that waits too long for 'create-order' raises an alarm/,
    },
    {
      name: "an alarm that goes off at the eleventh dead letter",
      after: "  CreateOrderDeadLetterQueueAlarm:",
      replace: ["Threshold: 0", "Threshold: 10"],
      red: /^queues 'create-order-dlq' keeps messages for 14 days, with an alarm/,
    },
    {
      name: "an alarm on the address of a queue, not on its name",
      after: "  CreateOrderDeadLetterQueueAlarm:",
      replace: ["!GetAtt CreateOrderDeadLetterQueue.QueueName", "!Ref CreateOrderDeadLetterQueue"],
      red: /^queues 'create-order-dlq' keeps messages for 14 days, with an alarm/,
    },
    {
      name: "an alarm on work that waits when it has expired",
      after: "  CreateOrderQueueAgeAlarm:",
      replace: ["Threshold: 960", "Threshold: 9600000"],
      red: /^queues work that waits too long for 'create-order' raises an alarm/,
    },
    {
      name: "a limit of concurrency that uses up tries",
      after: "  CreateOrderFunction:",
      replace: ["Timeout: 30\n", "Timeout: 30\n      ReservedConcurrentExecutions: 1\n"],
      red: /^queues 'create-order' takes no more at once than a new account lets run/,
    },
    {
      name: "a batch window",
      after: "  CreateOrderEventSourceMapping:",
      replace: ["BatchSize: 1\n", "BatchSize: 1\n      MaximumBatchingWindowInSeconds: 300\n"],
      red: /^queues 'create-order' takes every message as soon as it comes/,
    },
    {
      name: "messages that are filtered out, and lost",
      after: "  CreateOrderEventSourceMapping:",
      replace: [
        "BatchSize: 1\n",
        'BatchSize: 1\n      FilterCriteria: { Filters: [{ Pattern: "{}" }] }\n',
      ],
      red: /^queues 'create-order' takes every message as soon as it comes/,
    },
    {
      name: "an alarm that nobody hears",
      after: "  CreateOrderDeadLetterQueueAlarm:",
      replace: ["AlarmActions: [!Ref AlarmTopic]", "AlarmActions: []"],
      red: /^queues 'create-order-dlq' keeps messages for 14 days, with an alarm/,
    },
    {
      name: "no permission to change the visibility",
      after: "  CreateOrderFunction:",
      replace: [", sqs:ChangeMessageVisibility", ""],
      red: /^queues 'create-order' may use its queue/,
    },
    {
      name: "no permission to receive",
      after: "  CreateOrderFunction:",
      replace: ["[sqs:ReceiveMessage, ", "["],
      red: /^queues 'create-order' may use its queue/,
    },
    {
      name: "no permission to send on",
      after: "  CreateOrderFunction:",
      replace: ["                - !GetAtt ProcessPaymentQueue.Arn\n", ""],
      red: /^queues 'create-order' may use its queue and send/,
    },
    {
      name: "a permission to send anywhere else",
      after: "  CreateOrderFunction:",
      replace: [
        "- !GetAtt ProcessPaymentQueue.Arn",
        "- !GetAtt ProcessPaymentQueue.Arn\n                - !GetAtt CancelOrderQueue.Arn",
      ],
      red: /^queues 'create-order' may use its queue and send/,
    },
    {
      name: "a permission to invoke functions",
      after: "  CreateOrderFunction:",
      replace: ["Action: sqs:SendMessage", "Action: [sqs:SendMessage, lambda:InvokeFunction]"],
      red: /^what is deployed 'create-order' may not invoke functions/,
    },
    {
      name: "a permission to do anything with queues",
      after: "  CreateOrderFunction:",
      replace: ["Action: sqs:SendMessage", 'Action: "sqs:*"'],
      red: /^what is deployed 'create-order' says what it does with what functions share/,
    },
    {
      name: "no permission to keep an idempotency record",
      after: "  CreateOrderFunction:",
      replace: ["dynamodb:PutItem, ", ""],
      red: /^what is deployed 'create-order' may use the idempotency table/,
    },
    {
      name: "idempotency records that never expire",
      replace: ["AttributeName: expiration", "AttributeName: ttl"],
      red: /^what is deployed remembers what was done/,
    },
    {
      name: "logs that are kept for ever",
      after: "  FunctionLogs:",
      replace: ["      RetentionInDays: 30\n", "      LogGroupClass: STANDARD\n"],
      red: /^what is deployed the logs of 'functions' expire/,
    },
    {
      name: "functions that are not traced",
      replace: ["Tracing: Active", "Tracing: PassThrough"],
      red: /is limited, traced and logged/,
    },
    {
      name: "a function without an entry",
      after: "  CreateOrderFunction:",
      replace: ["CodeUri: dist/create-order/", "CodeUri: dist/createorder/"],
      red: /^what is deployed '.+' has an entry/,
    },
  ]),
  ...infrastructureTest("order", "src/runtime/idempotency.ts", [
    {
      name: "idempotency records that expire before the work can come back",
      replace: ["(14 + 14) * 24 * 60 * 60", "60 * 60"],
      red: /^what is deployed remembers what was done/,
    },
  ]),

  ...workflowTest("every rule", "template.yaml", [
    {
      name: "too many at once",
      replace: ["MaximumConcurrency: 3", "MaximumConcurrency: 4"],
      red: /^check-fraud runs at most 3 at once/,
    },
  ]),
  ...infrastructureTest("every rule", "template.yaml", [
    {
      name: "no limit of concurrency",
      replace: ["      ScalingConfig: { MaximumConcurrency: 3 }\n", ""],
      red: /^what is deployed check-fraud runs at most 3 at once/,
    },
  ]),
  ...workflowTest("every rule", "src/runtime/queue-step.ts", [
    {
      name: "routes that ignore the error's name",
      replace: ["onFailure.byError?.[name] ?? onFailure.otherwise", "onFailure.otherwise"],
      red: /^charge-card is passed over at once on BankClosed/,
    },
    {
      name: "another way the second time",
      replace: ["return { failed };\n      throw", "void failed;\n      throw"],
      red: /^notify-customer takes its failure route, and no other, when its function dies behind it/,
    },
    {
      name: "an error that is not noted",
      replace: ["withError(state, step.key, error)", "state"],
      red: /^check-fraud is passed over when it crashes on every try/,
    },
    {
      name: "a try that ended without an answer and is not counted",
      replace: ["await services.tries.begin(triesKey)", "{ count: 1 }"],
      red: /^check-fraud is passed over when it crashes on every try/,
    },
    {
      name: "a step that is safe to repeat and failed because its queue never heard of it",
      replace: ['if (step.idempotency === "natural") await services.tries.takeBack(triesKey);', ""],
      red: /^reserve-stock may run twice/,
    },
    {
      name: "a try that may be under way taken for one without an answer",
      replace: ['step.idempotency !== "natural" || !mayBeUnderWay', "mayBeUnderWay !== null"],
      red: /^reserve-stock may run twice/,
    },
    {
      name: "delays without a limit, in the code",
      replace: ["Math.min(backoff, retry.maxDelaySeconds)", "backoff"],
      red: /^charge-card is retried 3 times/,
    },
    {
      name: "back-off from the first retry",
      replace: ["(failedTries - 1)", "failedTries"],
      red: /^charge-card is retried 3 times/,
    },
  ]),
  ...workflowTest("order", "src/runtime/queue-step.ts", [
    {
      name: "permanent errors that are retried",
      replace: ['["PermanentError", "ResultTooLarge", ...namedErrors]', "namedErrors"],
      red: /^create-order stops the workflow at once on a permanent error/,
    },
    {
      name: "named errors that are retried",
      replace: ['["PermanentError", "ResultTooLarge", ...namedErrors]', '["PermanentError"]'],
      red: /^process-payment has everything undone at once on PaymentDeclined/,
    },
    {
      name: "a last try whose error is lost",
      replace: ["tries > retry.maxAttempts", "tries > retry.maxAttempts + 1"],
      red: /^create-order stops the workflow when its retries are exhausted/,
    },
    {
      name: "work that is not sent on",
      replace: ["return goOn(services, step.onSuccess,", "return void (services, step.onSuccess,"],
      red: /^runs every step once/,
    },
    {
      name: "retries that wait for the visibility timeout",
      replace: ["await retryAfter(services, step.name, record.receiptHandle, delaySeconds);", ""],
      red: /^create-order is retried 3 times/,
    },
    {
      name: "a duplicate that is dropped while the step runs",
      replace: ["return send(services, step.name, state, { delaySeconds, redrives });", "return;"],
      red: /^create-order puts a second delivery back/,
    },
    {
      name: "a dead letter that does not say why",
      replace: [
        "send(services, route.waitsIn, state, { error, redrives: redrives + 1 })",
        "send(services, route.waitsIn, state)",
      ],
      red: /^create-order stops the workflow when its retries are exhausted/,
    },
  ]),
  ...workflowTest("every rule", "src/runtime/routes.ts", [
    {
      name: "compensations of what was not tried",
      replace: ["ifTried === undefined || tried(state, ifTried)", "ifTried !== null"],
      red: /^print-label has everything undone/,
    },
    {
      name: "no compensation of a fallback that failed",
      replace: [" || Object.hasOwn(errors, key)", ""],
      red: /^print-label has send-bill undone too where it failed/,
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
  ...workflowTest("branches", "src/runtime/condition.ts", [
    {
      name: "all as any",
      replace: ["condition.all.every", "condition.all.some"],
      red: /^kind takes the last branch where no condition holds/,
    },
    {
      name: "not as it is",
      replace: ["return !holds(condition.not", "return holds(condition.not"],
      red: /^kind takes branch 2/,
    },
    {
      name: "an error that nobody sees",
      replace: ["(found !== undefined) === value", "(found === undefined) === value"],
      red: /^reached takes branch 1 where errors.call is there/,
    },
  ]),
  ...workflowTest("branches", "src/runtime/routes.ts", [
    {
      name: "conditions that nobody looks at",
      replace: ["when === undefined || holds(when, state)", "when !== null"],
      red: /^kind takes/,
    },
    {
      name: "a delay that is not passed on",
      replace: ["{ delaySeconds }", "{ delaySeconds: 0 }"],
      red: /^grace lasts 15m/,
    },
  ]),
  ...workflowTest("order", "src/runtime/messages.ts", [
    {
      name: "results of earlier steps that are lost",
      replace: ["{ ...state.results, [key]: result }", "{ [key]: result }"],
      red: /^runs every step once/,
    },
  ]),
  ...workflowTest("order", "src/runtime/run-step.ts", [
    {
      name: "permanent errors under names that no rule knows",
      replace: ['isUnnamed ? "PermanentError" : name', "name"],
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
  ...workflowTest("once for each order", "src/runtime/queue-step.ts", [
    {
      name: "work that another workflow does taken for a failure",
      replace: ["return { inProgress: true };", "return { failed: NO_ANSWER };"],
      red: /^create-order makes another workflow with the same key wait for the first/,
    },
  ]),
  ...workflowTest("once for each order", "src/runtime/run-step.ts", [
    {
      name: "messages of any size",
      replace: ["message > MAX_STATE_BYTES", "message > 9 * MAX_STATE_BYTES"],
      red: /^send-invoice has everything undone when its result is too large/,
    },
    {
      name: "idempotency records of any size",
      replace: ["record > MAX_RECORD_BYTES", "record > 9 * MAX_RECORD_BYTES"],
      red: /^create-order stops the workflow when its result is too large/,
    },
    {
      name: "an error that does not name the step",
      replace: [
        "`The result of ${step.name} has ${result} bytes`",
        "`A result has ${result} bytes`",
      ],
      red: /^create-order stops the workflow when its result is too large/,
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
