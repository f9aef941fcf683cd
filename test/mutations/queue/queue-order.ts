import type { Mutation } from "../mutation.ts";
import { infrastructureTest, orderTest, runtimeTest, workflowTest } from "./queue-rows.ts";

/** What breaks queues that keep order. */
export const queueOrderMutations: readonly Mutation[] = [
  ...runtimeTest("in order", "src/runtime/messages.ts", [
    {
      name: "a message that fails the function, in order",
      replace: ["throwOnFullBatchFailure: false", "throwOnFullBatchFailure: true"],
      red: /^reports a message that failed/,
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
];
