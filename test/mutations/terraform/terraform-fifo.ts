import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { KEEPS_ORDER } from "../reds.ts";

const inOrder = rowsOf("terraform", "queue", "in order");
const inOneGroup = rowsOf("terraform", "queue", "in order in one group");
const FIFO = "  fifo_queue                  = true\n";

/** What breaks the configuration of queues that keep order. */
export const terraformFifoMutations: readonly Mutation[] = [
  ...inOrder("queues.tf", [
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
      KEEPS_ORDER,
    ],
    ["one limit of throughput for all groups", '"perMessageGroupId"', '"perQueue"', KEEPS_ORDER],
    [
      "a dead-letter queue without order",
      FIFO,
      "",
      /^queues 'book-entry-dlq' keeps order/,
      '"dead_letter" {',
    ],
  ]),
  ...inOrder(
    "queues.tf",
    [["a queue without order", FIFO, "", /^a group waits while update-balance is at work/]],
    "order",
  ),
  ...inOneGroup(
    "queues.tf",
    [
      [
        "a queue without order that only one group works in",
        FIFO,
        "",
        /^a group waits while tell-house is at work$/,
      ],
    ],
    "order",
  ),
  ...inOrder(
    "queues.tf",
    [
      [
        "a crashed message that comes back too early",
        "6 * each",
        "2 * each",
        /^book-entry is tried again 180 s after a crash/,
      ],
    ],
    "workflow",
  ),
  ...inOrder(
    "workflow.json",
    [
      [
        "more at once than wanted in a branch over the account",
        '"concurrency": 2',
        '"concurrency": 3',
        /^inform-adviser runs at most 2 at once/,
        '"inform-adviser": {',
      ],
    ],
    "workflow",
  ),
  ...inOrder("functions.tf", [
    [
      "a function that may go round for ever",
      'resource "aws_lambda_event_source_mapping"',
      'resource "aws_lambda_function_recursion_config" "own" {\n  for_each       = local.steps\n  function_name  = aws_lambda_function.step[each.key].function_name\n  recursive_loop = "Allow"\n}\n\nresource "aws_lambda_event_source_mapping"',
      /^queues 'book-entry' is not stopped as a loop/,
    ],
  ]),
  ...inOrder("workflow.json", [
    [
      "a permission to put work behind others of its group",
      '"sends_to": [',
      '"sends_to": ["cancel-entry", ',
      /^queues 'book-entry' may use its queue and send/,
      '"book-entry": {',
    ],
  ]),
];
