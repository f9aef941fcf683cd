import { rowsOf } from "./infra-rows.ts";
import type { Mutation } from "./mutation.ts";
import {
  ANSWERED,
  BY_REQUEST,
  HALF_UNDONE,
  LOGGED,
  MAY_INVOKE,
  ONLY_STARTS,
  VERSIONS,
} from "./reds.ts";

const order = rowsOf("terraform", "state-machine", "order");

/** What breaks the configuration of a state machine. */
export const terraformStateMachineMutations: readonly Mutation[] = [
  ...order("state-machine.tf", [
    [
      "a function that is not pinned to a version",
      "function.qualified_arn",
      "function.arn",
      VERSIONS,
    ],
    [
      "no permission to invoke a function",
      '["lambda:InvokeFunction"]',
      '["lambda:GetFunction"]',
      MAY_INVOKE,
    ],
    [
      "a permission to invoke every function",
      '[for function in aws_lambda_function.step : "${function.arn}:*"]',
      '["*"]',
      MAY_INVOKE,
    ],
    ["events of executions that are not logged", '"ALL"', '"ERROR"', LOGGED],
    [
      "the data of customers in the log",
      "include_execution_data = false",
      "include_execution_data = true",
      LOGGED,
    ],
    ["executions that are not traced", "enabled = true", "enabled = false", LOGGED],
    ["executions that may not be traced", '"xray:PutTraceSegments",', "", LOGGED],
    ["executions that may not be logged", '"logs:CreateLogDelivery",', "", LOGGED],
    [
      "executions that are logged elsewhere",
      "${aws_cloudwatch_log_group.executions.arn}",
      "own",
      LOGGED,
    ],
    [
      "logs that are kept for ever",
      "  retention_in_days = 30\n",
      "",
      /^what is deployed the logs of 'executions' expire/,
    ],
  ]),
  ...order(
    "state-machine.tf",
    [
      [
        "executions whose names do not count",
        '"STANDARD"',
        '"EXPRESS"',
        /^is not started twice under the same name/,
      ],
      [
        "another function behind a task",
        "=> function.qualified_arn",
        '=> aws_lambda_function.step["cancel-order"].qualified_arn',
        /^runs every step once/,
      ],
    ],
    "workflow",
  ),
  ...order("functions.tf", [
    [
      "a function without published versions",
      "publish = true",
      "publish = false",
      /^workflow.asl.json 'create-order' calls a new version/,
    ],
  ]),
  ...order("workflow.json", [
    [
      "no alarm on failed executions",
      '"metric": "ExecutionsFailed"',
      '"metric": "ExecutionsStarted"',
      /^the state machine ExecutionsFailed raises an alarm/,
    ],
    [
      "executions that are stopped unheard",
      '"metric": "ExecutionsAborted"',
      '"metric": "ExecutionsStarted"',
      /^the state machine ExecutionsAborted raises an alarm/,
    ],
    [
      "executions that time out unheard",
      '"metric": "ExecutionsTimedOut"',
      '"metric": "ExecutionsStarted"',
      /^the state machine ExecutionsTimedOut raises an alarm/,
    ],
    [
      "throttled executions that nobody hears of",
      '"metric": "ExecutionThrottled"',
      '"metric": "ExecutionsStarted"',
      /^the state machine ExecutionThrottled raises an alarm/,
    ],
    [
      "no alarm on failed compensations",
      '"compensates": true',
      '"compensates": false',
      HALF_UNDONE,
      '"refund-payment"',
    ],
    [
      "no permission to keep an idempotency record",
      '"PutItem", ',
      "",
      /^what is deployed 'create-order' may use the idempotency table/,
    ],
  ]),
  ...order("alarms.tf", [
    [
      "half undone workflows that are looked for among those that succeeded",
      '"ExecutionsFailed"',
      '"ExecutionsSucceeded"',
      HALF_UNDONE,
    ],
    [
      "failed workflows that are looked for once a day",
      "= 60",
      "= 86400",
      /^the state machine ExecutionsFailed raises an alarm/,
    ],
    [
      "ends that are unknown where they are none",
      "    default_value = 0\n",
      "",
      /^the state machine counts what is Compensated in its log/,
      '"compensated" {\n  name ',
    ],
    [
      "ends that count as none",
      '"1"',
      '"0"',
      /^the state machine counts what is Ended in its log/,
      '"ended" {',
    ],
    [
      "compensated workflows looked for among other events",
      "SucceedStateEntered",
      "FailStateEntered",
      /^the state machine counts what is Compensated in its log/,
    ],
    [
      "compensated workflows looked for in another log",
      "aws_cloudwatch_log_group.executions.name",
      "aws_cloudwatch_log_group.functions.name",
      /^the state machine counts what is Compensated in its log/,
      '"compensated" {\n  name ',
    ],
    [
      "a share of compensated workflows among those that succeeded",
      '"Ended"',
      '"Compensated"',
      /^what is deployed raises an alarm when so many workflows are compensated/,
    ],
  ]),
  ...rowsOf(
    "terraform",
    "state-machine",
    "every rule",
  )("workflow.json", [
    [
      "no limit of concurrency",
      '      "concurrency": 3,\n',
      "",
      /^what is deployed check-fraud runs at most 3 at once/,
      '"check-fraud"',
    ],
  ]),
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
];
