import { rowsOf } from "./infra-rows.ts";
import type { Mutation } from "./mutation.ts";
import {
  COMPENSATED,
  DEAD_LETTER_ALARM,
  NOT_HANDLED,
  OBSERVED,
  REMEMBERS,
  SOMEBODY,
  TABLE_ALARM,
  TAKES,
  USES_QUEUE,
  USES_TABLE,
} from "./reds.ts";

const order = rowsOf("terraform", "queue", "order");

const BATCH = "  batch_size              = 1\n";

/** What breaks the configuration of a workflow on queues. */
export const terraformQueueMutations: readonly Mutation[] = [
  ...order("functions.tf", [
    [
      "a function fed by another queue",
      "aws_sqs_queue.step[each.key].arn",
      'aws_sqs_queue.step["cancel-order"].arn',
      USES_QUEUE,
    ],
    [
      "no report of failed messages",
      '["ReportBatchItemFailures"]',
      "[]",
      /^queues 'create-order' reports the failed/,
    ],
    [
      "a queue that nobody takes from",
      BATCH,
      `${BATCH}  enabled = false\n`,
      /^queues 'create-order' reports the failed/,
    ],
    ["a batch window", BATCH, `${BATCH}  maximum_batching_window_in_seconds = 5\n`, TAKES],
    [
      "messages that are filtered out, and lost",
      BATCH,
      `${BATCH}  filter_criteria {\n    filter {\n      pattern = "{}"\n    }\n  }\n`,
      TAKES,
    ],
    [
      "work that is stopped when it has been put back 16 times",
      '"Allow"',
      '"Terminate"',
      /^queues 'create-order' is not stopped as a loop/,
    ],
    ["no permission to change the visibility", '["sqs:ChangeMessageVisibility"]', "[]", USES_QUEUE],
    ["no permission to receive", '"sqs:ReceiveMessage", ', "", USES_QUEUE],
    ["no permission to send on", '["sqs:SendMessage"]', '["sqs:GetQueueUrl"]', USES_QUEUE],
    [
      "a permission to send anywhere else",
      "[for queue in each.value.sends_to : local.queues[queue].arn]",
      '["*"]',
      USES_QUEUE,
    ],
    [
      "a function that takes another queue for the next",
      "local.queues[queue].url",
      'local.queues["create-order"].url',
      USES_QUEUE,
    ],
    [
      "policies of a role that is not the function's",
      "role   = aws_iam_role.step[each.key].name",
      'role   = "own"',
      USES_QUEUE,
    ],
    [
      "idempotency records in another table",
      "IDEMPOTENCY_TABLE = aws_dynamodb_table.idempotency.name",
      'IDEMPOTENCY_TABLE = "own"',
      USES_TABLE,
    ],
    ["functions that are not traced", '"Active"', '"PassThrough"', OBSERVED],
    ["functions that may not trace", '"xray:PutTraceSegments", ', "", OBSERVED],
    ["functions that may not log", '"logs:CreateLogStream", ', "", OBSERVED],
    [
      "functions that log elsewhere",
      "log_group  = aws_cloudwatch_log_group.functions.name",
      'log_group  = "own"',
      OBSERVED,
    ],
    [
      "lines of the log that no query can read",
      'log_format = "JSON"',
      'log_format = "Text"',
      OBSERVED,
    ],
    [
      "logs that are kept for ever",
      "  retention_in_days = 30\n",
      "",
      /^what is deployed the logs of 'functions' expire/,
    ],
    [
      "a function without an entry",
      "../dist/${each.key}",
      "../dist/own-${each.key}",
      /^what is deployed '.+' has an entry/,
    ],
    [
      "a handler that no bundle exports",
      '"index.handler"',
      '"index.run"',
      /^what is deployed 'create-order' has an entry/,
    ],
  ]),
  ...order(
    "functions.tf",
    [
      [
        "a shorter function timeout",
        "each.value.timeout",
        "10",
        /^create-order is stopped after 30 s/,
      ],
    ],
    "workflow",
  ),
  ...order(
    "functions.tf",
    [
      [
        "one stack for all stages",
        '"${local.stack}-${each.key}"',
        '"${local.workflow.name}-${each.key}"',
        /^the variables stage "dev" begins every name/,
      ],
    ],
    "terraform",
  ),
  ...order("workflow.tf", [
    [
      "ends that count in a namespace that no alarm looks at",
      "POWERTOOLS_METRICS_NAMESPACE = local.stack",
      'POWERTOOLS_METRICS_NAMESPACE = "own"',
      /^queues 'create-order' counts the ends/,
    ],
  ]),
  ...order("workflow.json", [
    [
      "more at once than a new account lets run",
      '"concurrency": 10',
      '"concurrency": 1000',
      /^queues 'create-order' takes no more at once/,
    ],
    [
      "a limit of concurrency that Lambda refuses",
      '"concurrency": 10',
      '"concurrency": 1',
      /^queues 'create-order' takes no more at once/,
    ],
    [
      "fewer receives than tries",
      '"max_receive_count": 9',
      '"max_receive_count": 4',
      /^queues no delivery to 'create-order' that is no try/,
    ],
    ["no permission to keep an idempotency record", '"PutItem", ', "", USES_TABLE],
    [
      "an alarm on work that waits when it has expired",
      '"late_after": 960',
      '"late_after": 9600000',
      /^queues work that waits too long for 'create-order'/,
    ],
    [
      "failed workflows that nobody hears of",
      '"metric": "Failed"',
      '"metric": "Failure"',
      /^queues raises an alarm at once on an end as Failed/,
    ],
    [
      "failed compensations that nobody hears of",
      '"metric": "CompensationFailed"',
      '"metric": "Failure"',
      /^queues raises an alarm at once on an end as CompensationFailed/,
    ],
  ]),
  ...order("settings.tf", [
    [
      "a permission to invoke functions",
      "statements = {}",
      'statements = { create-order = [{ actions = ["lambda:InvokeFunction"], resources = ["*"] }] }',
      /^what is deployed 'create-order' may not invoke/,
    ],
    [
      "a permission to do anything with queues",
      "statements = {}",
      'statements = { create-order = [{ actions = ["sqs:*"], resources = ["*"] }] }',
      /^what is deployed 'create-order' says what it does/,
    ],
    [
      "an environment in which the table is another",
      "environment = {}",
      'environment = { create-order = { IDEMPOTENCY_TABLE = "own" } }',
      USES_TABLE,
    ],
  ]),
  ...order("queues.tf", [
    [
      "a visibility timeout of less than six function timeouts",
      "6 * each",
      "5 * each",
      /^queues messages for 'create-order' stay hidden/,
    ],
    [
      "no dead-letter queue",
      "deadLetterTargetArn = aws_sqs_queue.dead_letter",
      "own = aws_sqs_queue.dead_letter",
      /^queues the queue of 'create-order' has a dead-letter/,
    ],
    [
      "a dead-letter queue that forgets early",
      "1209600",
      "345600",
      DEAD_LETTER_ALARM,
      '"dead_letter" {',
    ],
    [
      "a queue that forgets early",
      "1209600",
      "3600",
      /^queues messages for 'create-order' do not expire/,
      '"step" {',
    ],
    [
      "a queue that is not encrypted",
      "= true",
      "= false",
      /^queues 'create-order' is encrypted/,
      "sqs_managed_sse_enabled",
    ],
    [
      "work that goes with its queue",
      "prevent_destroy = true",
      "prevent_destroy = false",
      /^what is deployed 'create-order-dlq' stays/,
      '"dead_letter" {',
    ],
    [
      "work as plain text",
      '["false"]',
      '["true"]',
      /^what is deployed 'create-order' refuses plain text/,
    ],
    [
      "dead letters as plain text",
      "for_each = local.queues",
      "for_each = aws_sqs_queue.step",
      /^what is deployed 'create-order-dlq' refuses plain text/,
    ],
  ]),
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
  ...order("tables.tf", [
    ["idempotency records that never expire", '"expiration"', '"expires"', REMEMBERS],
    [
      "idempotency records that are not encrypted",
      "enabled = true",
      "enabled = false",
      REMEMBERS,
      "server_side_encryption",
    ],
    [
      "idempotency records that cannot be had back",
      "enabled = true",
      "enabled = false",
      REMEMBERS,
      "point_in_time_recovery",
    ],
    [
      "idempotency records under a key that the code does not use",
      'hash_key                    = "id"',
      'hash_key                    = "key"',
      REMEMBERS,
    ],
    [
      "idempotency records that go with the stack",
      "prevent_destroy = true",
      "prevent_destroy = false",
      /^what is deployed 'idempotency' stays/,
    ],
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
    "in order",
  )("queues.tf", [
    [
      "a queue whose name keeps no order",
      '"${local.stack}-${each.key}.fifo"',
      '"${local.stack}-${each.key}"',
      /^queues 'update-balance' keeps order/,
    ],
    [
      "equal messages taken for duplicates",
      "content_based_deduplication = false",
      "content_based_deduplication = true",
      /^queues 'book-entry' keeps order/,
    ],
    [
      "one limit of throughput for all groups",
      '"perMessageGroupId"',
      '"perQueue"',
      /^queues 'book-entry' keeps order/,
    ],
    [
      "a dead-letter queue without order",
      "= true",
      "= false",
      /^queues 'book-entry-dlq' keeps order/,
      '"dead_letter" {',
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "once for each order",
  )("bucket.tf", [
    ["results in S3 that are not encrypted", '"AES256"', "null", /^results in S3 are encrypted/],
    [
      "results in S3 that may become public",
      "block_public_acls       = true",
      "block_public_acls       = false",
      /^results in S3 are never public/,
    ],
    ["results in S3 without TLS", '["false"]', '["true"]', /^results in S3 travel by TLS only/],
    [
      "results in S3 that are gone before they are needed",
      "local.workflow.claim_check_days",
      "1",
      /^results in S3 are kept until the last step/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "once for each order",
  )("functions.tf", [
    [
      "no permission to keep a result",
      '"s3:PutObject"',
      '"s3:PutObjectAcl"',
      /^what is deployed 'render-invoice' may keep its result/,
    ],
    [
      "a permission to keep any result",
      "/*/${statement.value}",
      "/*",
      /^what is deployed 'render-invoice' may keep its result/,
    ],
    [
      "no permission to get a result",
      '"s3:GetObject"',
      '"s3:GetObjectAcl"',
      /^what is deployed 'charge-card' may keep its result/,
    ],
    [
      "a function that does not know the bucket",
      "CLAIM_CHECK_BUCKET = aws_s3_bucket.claim_checks.bucket",
      'CLAIM_CHECK_BUCKET = "own"',
      /^what is deployed 'charge-card' may keep its result/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "by event",
  )("workflow.json", [
    [
      "another kind of event",
      '"detail_type": "',
      '"detail_type": "Own',
      /follows this kind of event/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "by event",
  )("event.tf", [
    [
      "events that may not start a workflow",
      '"events.amazonaws.com"',
      '"scheduler.amazonaws.com"',
      /follows this kind of event/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "by event",
  )("start-failures.tf", [
    [
      "events that may not be kept",
      '["sqs:SendMessage"]',
      '["sqs:GetQueueUrl"]',
      /follows this kind of event/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "by schedule",
  )("workflow.json", [["another rate", "rate(1 hour)", "rate(1 day)", /follows the schedule/]]),
  ...rowsOf(
    "terraform",
    "queue",
    "by schedule",
  )("schedule.tf", [
    [
      "a schedule that may not start a workflow",
      '"lambda:InvokeFunction"',
      '"lambda:GetFunction"',
      /follows the schedule/,
    ],
    [
      "starts that are lost where Lambda cannot be reached",
      '"sqs:SendMessage"',
      '"sqs:GetQueueUrl"',
      /follows the schedule/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "by schedule",
  )("trigger.tf", [
    [
      "failed starts in a queue that Lambda does not send to",
      '["sqs:SendMessage"]',
      '["sqs:GetQueueUrl"]',
      /that failed for good waits 14 days/,
      "dynamodb:",
    ],
    [
      "a start that sends to another queue",
      "aws_sqs_queue.step[local.workflow.first].arn",
      'aws_sqs_queue.step["create-invoice"].arn',
      /may send to the first queue/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "queue",
    "by schedule",
  )("start-failures.tf", [
    [
      "failed starts that are lost",
      "destination = aws_sqs_queue",
      "own = aws_sqs_queue",
      /that failed for good waits 14 days/,
    ],
  ]),
];
