import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { AT_ONCE, KEEPS_ORDER } from "../reds.ts";

const order = rowsOf("cdk", "queue", "order");
const inOrder = rowsOf("cdk", "queue", "in order");

const fifo: readonly Mutation[] = [
  ...inOrder("workflow-queue.ts", [
    [
      "equal messages taken for duplicates",
      "contentBasedDeduplication: false",
      "contentBasedDeduplication: true",
      KEEPS_ORDER,
    ],
    ["one limit of throughput for all groups", "PER_MESSAGE_GROUP_ID", "PER_QUEUE", KEEPS_ORDER],
  ]),
  ...inOrder(
    "queue-step.ts",
    [
      [
        "a crashed message that comes back too early",
        "(6 * ",
        "(2 * ",
        /^book-entry is tried again 180 s after a crash/,
      ],
    ],
    "workflow",
  ),
  ...inOrder("queue-step.ts", [
    [
      "a dead-letter queue without order",
      "      fifo: true,\n",
      "",
      /^queues 'book-entry-dlq' keeps order/,
      "this.deadLetterQueue =",
    ],
  ]),
  ...inOrder(
    "queue-step.ts",
    [
      [
        "a queue without order",
        "      fifo: true,\n",
        "",
        /^a group waits while update-balance is at work/,
        "this.queue =",
      ],
    ],
    "order",
  ),
  ...rowsOf("cdk", "queue", "in order in one group")(
    "queue-step.ts",
    [
      [
        "a queue without order that only one group works in",
        "      fifo: true,\n",
        "",
        /^a group waits while tell-house is at work$/,
        "this.queue =",
      ],
    ],
    "order",
  ),
  ...inOrder("constructs.ts", [
    [
      "a function that may go round for ever",
      "tracing: ",
      "recursiveLoop: lambda.RecursiveLoop.ALLOW,\ntracing: ",
      /^queues 'book-entry' is not stopped as a loop/,
    ],
  ]),
  ...inOrder("workflow.ts", [
    [
      "a permission to put work behind others of its group",
      "bookEntry.sendsTo(",
      'cancelEntry.queue.grant(bookEntry.fn, "sqs:SendMessage");\nbookEntry.sendsTo(',
      /^queues 'book-entry' may use its queue and send/,
    ],
  ]),
  ...inOrder(
    "workflow.ts",
    [
      [
        "more at once than wanted in a branch over the account",
        "maxConcurrency: 2",
        "maxConcurrency: 3",
        /^inform-adviser runs at most 2 at once/,
        '"inform-adviser"',
      ],
    ],
    "workflow",
  ),
];

const limits: readonly Mutation[] = [
  ...rowsOf(
    "cdk",
    "queue",
    "every rule",
  )("workflow.ts", [
    [
      "no limit of concurrency",
      "      maxConcurrency: 3,\n",
      "",
      /^what is deployed check-fraud runs at most 3 at once/,
    ],
  ]),
  ...rowsOf("cdk", "state-machine", "every rule")(
    "workflow.ts",
    [
      [
        "too many at once",
        "reservedConcurrentExecutions: 3",
        "reservedConcurrentExecutions: 4",
        /^check-fraud runs at most 3 at once/,
      ],
    ],
    "workflow",
  ),
  ...order("constructs.ts", [
    [
      "a limit of concurrency that uses up tries",
      "tracing: ",
      "reservedConcurrentExecutions: 1,\ntracing: ",
      AT_ONCE,
    ],
  ]),
];

/** What breaks queues that keep order, and limits of what runs at once, that CDK deploys. */
export const cdkFifoMutations: readonly Mutation[] = [...fifo, ...limits];
