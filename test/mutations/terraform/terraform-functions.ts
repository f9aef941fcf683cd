import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { AT_ONCE, OBSERVED, REMEMBERS, TAKES, USES_QUEUE, USES_TABLE } from "../reds.ts";

const order = rowsOf("terraform", "queue", "order");
const BATCH = "  batch_size              = 1\n";

/** What breaks the configuration of functions, and of what they remember. */
export const terraformFunctionMutations: readonly Mutation[] = [
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
  ...order("functions.tf", [
    [
      "a limit of concurrency that uses up tries",
      "  memory_size      = 256\n",
      "  memory_size      = 256\n  reserved_concurrent_executions = 1\n",
      AT_ONCE,
    ],
  ]),
  ...order(
    "functions.tf",
    [
      [
        "a role that the stack of another region has too",
        'name_prefix        = substr("${local.stack}-${each.key}-", 0, 38)',
        'name               = "${local.stack}-${each.key}"',
        /^roles have no names/,
      ],
    ],
    "terraform",
  ),
];
