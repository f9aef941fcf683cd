import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { ANSWERED, BY_REQUEST, ONLY_STARTS } from "../reds.ts";

/** What breaks the configuration of requests and answers. */
export const terraformRequestMutations: readonly Mutation[] = [
  ...rowsOf(
    "terraform",
    "state-machine",
    "by request",
  )("api.tf", [
    ["an API that is open to strangers", '"AWS_IAM"', '"NONE"', /closed to strangers/],
    ["an API that is not throttled", "    throttling_rate_limit  = 50\n", "", BY_REQUEST],
    [
      "requests that are not logged",
      "destination_arn = aws_cloudwatch_log_group.api.arn",
      'destination_arn = "own"',
      BY_REQUEST,
    ],
    [
      "an API that may not invoke its function",
      '"apigateway.amazonaws.com"',
      '"events.amazonaws.com"',
      BY_REQUEST,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "by request",
  )("workflow.json", [
    ["another path", '"path": "/orders"', '"path": "/order"', BY_REQUEST],
    ["a status without a route", '"/orders/{id}"', '"/orders/{key}"', /can be followed/],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "by request",
  )("trigger.tf", [
    ["a start that may do more than start", '"states:StartExecution"', '"states:*"', ONLY_STARTS],
    [
      "a start that cannot tell whether a key was used with another body",
      '["states:DescribeExecution"]',
      '["states:DescribeStateMachine"]',
      ONLY_STARTS,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "by request",
  )("alarms.tf", [
    ["errors of the API that nobody hears of", '"5xx"', '"4xx"', BY_REQUEST],
    ["starts that fail unheard", '"Errors"', '"Invocations"', /raises an alarm on Errors/],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "approvals by request",
  )("trigger.tf", [
    [
      "answers by a function that may ask",
      '"dynamodb:GetItem"',
      '"dynamodb:PutItem"',
      ANSWERED,
      '"aws_iam_policy_document" "answer',
    ],
    [
      "answers that no state machine gets",
      '"states:SendTaskFailure"',
      '"states:DescribeExecution"',
      ANSWERED,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "approvals by request",
  )("functions.tf", [
    [
      "a function that may not keep its token",
      '"dynamodb:PutItem"',
      '"dynamodb:GetItem"',
      /^approvals 'ask-officer' may keep a token/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "approvals by request",
  )("state-machine.tf", [
    [
      "a partition that is always aws",
      "data.aws_partition.current.partition",
      '"aws"',
      /^approvals wait in the partition of AWS/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "approvals by request",
  )("tables.tf", [
    [
      "tokens that are kept for ever",
      '"expiration"',
      '"expires"',
      /^approvals keep their tokens encrypted/,
      '"approvals" {',
    ],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "approvals by request",
  )("api.tf", [["answers that an API lets everybody give", '"AWS_IAM"', '"NONE"', ANSWERED]]),
];
