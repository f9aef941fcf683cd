import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";

/** What breaks the configuration of schedules and events. */
export const terraformQueueTriggerMutations: readonly Mutation[] = [
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
  ...rowsOf("terraform", "queue", "by schedule")(
    "schedule.tf",
    [
      [
        "a schedule that does not tell the time",
        "scheduledTime",
        "time",
        /starts a workflow at each of its times/,
      ],
    ],
    "start",
  ),
];
