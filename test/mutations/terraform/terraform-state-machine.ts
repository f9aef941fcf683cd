import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { HALF_UNDONE, LOGGED, MAY_INVOKE, VERSIONS } from "../reds.ts";

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
  ...order("alarms.tf", [
    [
      "an alarm on something else than failed compensations",
      "aws_lambda_function.step[each.key].function_name",
      'aws_lambda_function.step["process-payment"].function_name',
      HALF_UNDONE,
      '"errors"',
    ],
  ]),
];
