import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { AT_ONCE, DEAD_LETTER_ALARM, RUNS, TAKES, USES_QUEUE } from "../reds.ts";

const order = rowsOf("cdk", "queue", "order");
const BATCH = "batchSize: 1,";
const CRASHED = /^create-order is tried again 180 s after a crash/;

/** What breaks queues that CDK deploys, and who may use them. */
export const cdkQueueMutations: readonly Mutation[] = [
  ...order("workflow-queue.ts", [
    [
      "a queue that is not encrypted",
      "SQS_MANAGED",
      "UNENCRYPTED",
      /^queues 'create-order' is enc/,
    ],
    ["a dead-letter queue that forgets early", "days(14)", "days(4)", DEAD_LETTER_ALARM],
    [
      "a queue that forgets early",
      "days(14)",
      "days(4)",
      /^queues messages for 'create-order' do not expire/,
    ],
    [
      "work as plain text",
      "enforceSSL: true",
      "enforceSSL: false",
      /^what is deployed 'create-order' refuses plain text/,
    ],
    [
      "work that goes with its queue",
      "RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE",
      "RemovalPolicy.DESTROY",
      /^what is deployed 'create-order-dlq' stays when it is deleted/,
    ],
    ["no permission to send on", 'this.grant(fn, "sqs:SendMessage");', "", USES_QUEUE],
  ]),
  ...order("queue-step.ts", [
    [
      "no dead-letter queue",
      "deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },",
      "",
      /^queues the queue of 'create-order' has a dead-letter/,
    ],
    [
      "a visibility timeout of less than six function timeouts",
      "seconds(6 * ",
      "seconds(2 * ",
      /^queues messages for 'create-order' stay hidden/,
    ],
    [
      "a function fed by another queue",
      "this.queue.queueArn",
      "this.deadLetterQueue.queueArn",
      USES_QUEUE,
    ],
    [
      "no report of failed messages",
      "reportBatchItemFailures: true",
      "reportBatchItemFailures: false",
      /^queues 'create-order' reports the failed messages/,
    ],
    [
      "a queue that nobody takes from",
      BATCH,
      `${BATCH} enabled: false,`,
      /^queues 'create-order' reports the failed messages/,
    ],
    ["a batch window", BATCH, `${BATCH} maxBatchingWindow: Duration.seconds(5),`, TAKES],
    [
      "messages that are filtered out, and lost",
      BATCH,
      `${BATCH} filters: [{ pattern: "{}" }],`,
      TAKES,
    ],
    ["more at once than a new account lets run", "      maxConcurrency,\n", "", AT_ONCE],
    [
      "a queue that holds messages back",
      "visibilityTimeout: ",
      "deliveryDelay: Duration.seconds(60), visibilityTimeout: ",
      TAKES,
    ],
    ["no permission to receive", '["sqs:ReceiveMessage", ', "[", USES_QUEUE],
    [
      "no permission to change the visibility",
      'this.queue.grant(this.fn, "sqs:ChangeMessageVisibility");',
      "",
      USES_QUEUE,
    ],
    [
      "a permission to do anything with queues",
      '["sqs:ReceiveMessage", ',
      '["sqs:*", ',
      /^what is deployed 'create-order' says what it does/,
    ],
    [
      "work that is stopped when it has been put back 16 times",
      "{ ...own, recursiveLoop: RecursiveLoop.ALLOW }",
      "own",
      /^queues 'create-order' is not stopped as a loop/,
    ],
  ]),
  ...order(
    "queue-step.ts",
    [["a shorter visibility timeout", "(6 * ", "(2 * ", CRASHED]],
    "workflow",
  ),
  ...order("workflow.ts", [
    [
      "no receives to spare",
      "maxReceiveCount: 9",
      "maxReceiveCount: 8",
      /^queues no delivery to 'create-order' that is no try/,
    ],
    [
      "a permission to send anywhere else",
      "cancelOrder.sendsTo(",
      'cancelOrder.queue.grant(createOrder.fn, "sqs:SendMessage");\ncancelOrder.sendsTo(',
      USES_QUEUE,
    ],
    [
      "a way to another queue than those of the routes",
      "createOrder.sendsTo(",
      "createOrder.sendsTo(cancelOrder.queue, ",
      USES_QUEUE,
    ],
    [
      "a function that takes another queue for the next",
      "cancelOrder.sendsTo(",
      'createOrder.fn.addEnvironment("QUEUE_URL_PROCESS_PAYMENT", createInvoice.queue.queueUrl);\ncancelOrder.sendsTo(',
      USES_QUEUE,
    ],
  ]),
  ...order(
    "workflow.ts",
    [
      [
        "a shorter function timeout",
        "seconds(30)",
        "seconds(20)",
        /^create-order is stopped after 30 s/,
      ],
      [
        "fewer receives than tries",
        "maxReceiveCount: 9",
        "maxReceiveCount: 3",
        /^create-order is retried 3 times/,
      ],
      [
        "a function that does not know the next queue",
        "createOrder.sendsTo(processPayment.queue, ",
        "createOrder.sendsTo(",
        RUNS,
      ],
      [
        "a workflow that begins in the middle",
        "startQueue = createOrder.queue",
        "startQueue = processPayment.queue",
        RUNS,
      ],
    ],
    "workflow",
  ),
];
