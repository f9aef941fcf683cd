import type { Mutation } from "../mutation.ts";
import { infrastructureTest, TRANSFER } from "./queue-rows.ts";

/** What breaks the queues and functions that SAM deploys. */
export const queueInfrastructureMutations: readonly Mutation[] = [
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
  ...infrastructureTest("every rule", "template.yaml", [
    {
      name: "no limit of concurrency",
      replace: ["      ScalingConfig: { MaximumConcurrency: 3 }\n", ""],
      red: /^what is deployed check-fraud runs at most 3 at once/,
    },
  ]),
];
