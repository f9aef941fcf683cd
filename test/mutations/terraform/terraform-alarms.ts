import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { COMPENSATED, DEAD_LETTER_ALARM, NOT_HANDLED, SOMEBODY, TABLE_ALARM } from "../reds.ts";

const order = rowsOf("terraform", "queue", "order");

/** What breaks the configuration of alarms and of the dashboard. */
export const terraformAlarmMutations: readonly Mutation[] = [
  ...order("alarms.tf", [
    [
      "no alarm on a dead-letter queue",
      '"ApproximateNumberOfMessagesVisible"',
      '"ApproximateNumberOfMessagesNotVisible"',
      DEAD_LETTER_ALARM,
    ],
    [
      "an alarm that goes off at the eleventh dead letter",
      "threshold   = 0",
      "threshold   = 10",
      DEAD_LETTER_ALARM,
      "-dead-letter-queue",
    ],
    [
      "an alarm on the address of a queue, not on its name",
      "queue.name",
      "queue.url",
      DEAD_LETTER_ALARM,
    ],
    ["an alarm that nobody hears", "[aws_sns_topic.alarms.arn]", "[]", DEAD_LETTER_ALARM],
    [
      "alarms that go off when all is well",
      '"GreaterThanThreshold"',
      '"LessThanThreshold"',
      DEAD_LETTER_ALARM,
    ],
    ["alarms that go off when nothing happens", '"notBreaching"', '"breaching"', DEAD_LETTER_ALARM],
    ["alarms that look at a day, not at a minute", "= 60", "= 86400", DEAD_LETTER_ALARM],
    [
      "alarms that wait for an hour of it",
      "evaluation_periods  = 1",
      "evaluation_periods  = 60",
      DEAD_LETTER_ALARM,
    ],
    ["alarms on a metric that is not there", '"AWS/SQS"', '"AWS/Queues"', DEAD_LETTER_ALARM],
    [
      "no alarm on work that waits",
      '"ApproximateAgeOfOldestMessage"',
      '"AgeOfOldestMessage"',
      /^queues work that waits too long for 'create-order'/,
    ],
    ["throttles unheard", '"Throttles"', '"Invocations"', /^queues throttles of 'create-order'/],
    ["a table that is throttled unheard", '"ThrottledRequests"', '"Throttled"', TABLE_ALARM],
    [
      "errors of the table that are looked for where there are none",
      '"UpdateItem"',
      '"Query"',
      TABLE_ALARM,
    ],
    ["errors of the table unheard", '"SystemErrors"', '"UserErrors"', TABLE_ALARM],
    ["a share that is more than all", "var.compensated_share", "5", COMPENSATED],
    ["an alarm on a single compensated workflow", "IF(ends >= 5, share, 0)", "share", COMPENSATED],
    ["compensated workflows that are compared within a minute", "= 900", "= 60", COMPENSATED],
    ["a filter that counts nothing", '"1"', '"0"', NOT_HANDLED, '"messages_not_handled" {'],
    ["an alarm on what nobody counts", '"MessagesNotHandled"', '"NotHandled"', NOT_HANDLED],
    ["a topic that no alarm may publish to", '["sns:Publish"]', '["sns:Subscribe"]', SOMEBODY],
    [
      "alarms as plain text",
      '["false"]',
      '["true"]',
      /^what is deployed 'alarms' refuses plain text/,
    ],
    ["alarms that are mailed to nobody", '"email"', '"sms"', SOMEBODY],
  ]),
  ...order(
    "alarms.tf",
    [
      [
        "alarms that nobody hears if there is somebody",
        "= var.alarm_email",
        '= "own@example.com"',
        /^the variables alarm_email "team@example.com"/,
        "protocol",
      ],
      [
        "a share of compensated workflows that nobody can set",
        "var.compensated_share",
        "0.5",
        /^the variables compensated_share/,
      ],
    ],
    "terraform",
  ),
  ...order("variables.tf", [
    ["an alarm on every compensated workflow", "= 0.5", "= 0", COMPENSATED],
  ]),
  ...order("dashboard.tf", [
    [
      "a dashboard that the stack of another region has too",
      "-${local.region}",
      "",
      /^the dashboard has a name of its own/,
    ],
    [
      "a step that is not on the dashboard",
      ": function.function_name]",
      ': "own"]',
      /^the dashboard shows the function 'process-payment'/,
    ],
    [
      "a dead-letter queue that is not on the dashboard",
      "aws_sqs_queue.dead_letter",
      "aws_sqs_queue.step",
      /^the dashboard shows the queue 'create-invoice-dlq'/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "branches",
  )("workflow.json", [
    [
      "an alarm on work that is held back on purpose",
      '"late_after": 1860',
      '"late_after": 960',
      /^queues work that waits too long for 'look-up' raises an alarm/,
    ],
  ]),
  ...order("dashboard.tf", [
    [
      "dead letters among the messages that wait",
      "aws_sqs_queue.step",
      "aws_sqs_queue.dead_letter",
      /^the dashboard shows the queue 'create-invoice-dlq'/,
    ],
  ]),
];
