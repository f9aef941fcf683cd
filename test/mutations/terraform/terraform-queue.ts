import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { DEAD_LETTER_ALARM, RUNS, TAKES, USES_QUEUE, USES_TABLE } from "../reds.ts";

const order = rowsOf("terraform", "queue", "order");

/** What breaks the configuration of queues, and who may use them. */
export const terraformQueueMutations: readonly Mutation[] = [
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
      "a queue that holds messages back",
      "  visibility_timeout_seconds",
      "  delay_seconds = 60\n  visibility_timeout_seconds",
      TAKES,
    ],
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
  ...order("workflow.json", [
    [
      "no receives to spare",
      '"max_receive_count": 9',
      '"max_receive_count": 8',
      /^queues no delivery to 'create-order' that is no try/,
    ],
    [
      "a way to another queue than those of the routes",
      '"sends_to": [',
      '"sends_to": ["cancel-order", ',
      USES_QUEUE,
    ],
  ]),
  ...order(
    "workflow.json",
    [
      [
        "a workflow that begins in the middle",
        '"first": "create-order"',
        '"first": "process-payment"',
        RUNS,
      ],
      [
        "a function that does not know the next queue",
        '"process-payment", ',
        "",
        RUNS,
        '"sends_to"',
      ],
    ],
    "workflow",
  ),
  ...order(
    "queues.tf",
    [
      [
        "a shorter visibility timeout",
        "6 * each",
        "2 * each",
        /^create-order is tried again 180 s after a crash/,
      ],
    ],
    "workflow",
  ),
];
