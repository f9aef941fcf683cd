import { rowsOf } from "../infra-rows.ts";
import type { Mutation } from "../mutation.ts";
import { ANSWERED, BY_EVENT, BY_REQUEST, BY_SCHEDULE, ONLY_STARTS, STARTS_FAIL } from "../reds.ts";

const request = rowsOf("cdk", "state-machine", "by request");
const schedule = rowsOf("cdk", "queue", "by schedule");
const approvals = rowsOf("cdk", "state-machine", "approvals by request");

const triggers: readonly Mutation[] = [
  ...request("api.ts", [
    [
      "an API that is open to strangers",
      "      defaultAuthorizer: new HttpIamAuthorizer(),\n",
      "",
      /closed to strangers/,
    ],
    [
      "errors of the API that nobody hears of",
      "metricServerError",
      "metricClientError",
      BY_REQUEST,
    ],
    [
      "an API that is not throttled",
      "throttle: { rateLimit: 50, burstLimit: 100 },",
      "",
      BY_REQUEST,
    ],
    [
      "requests that are not logged",
      /* the first log group that the file makes */ "new LogGroupLogDestination(logs)",
      "new LogGroupLogDestination(scope.functionLogs)",
      BY_REQUEST,
    ],
  ]),
  ...request("workflow.ts", [
    ["another path", '"/orders"', '"/order"', BY_REQUEST],
    ["a status without a route", '"/orders/{id}"', '"/orders/{key}"', /can be followed/],
  ]),
  ...request("state-machine.ts", [
    [
      "a start that may do more than start",
      "this.grantStartExecution(fn);",
      'this.grant(fn, "states:*");',
      ONLY_STARTS,
    ],
    [
      "a start that cannot tell whether a key was used with another body",
      "states:DescribeExecution",
      "states:DescribeStateMachine",
      ONLY_STARTS,
      "grantStart(",
    ],
  ]),
  ...request("start.ts", [
    ["starts that fail unheard", "metricErrors", "metricInvocations", /raises an alarm on Errors/],
  ]),
  ...rowsOf(
    "cdk",
    "queue",
    "by request",
  )("workflow.ts", [
    [
      "a start that sends to another queue",
      "createOrder.queue.grantSend(start.fn)",
      "createInvoice.queue.grantSend(start.fn)",
      /may send to the first queue/,
    ],
  ]),
  ...schedule("workflow.ts", [["another rate", "rate(1 hour)", "rate(1 day)", BY_SCHEDULE]]),
  ...schedule("start.ts", [
    [
      "failed starts in a queue that Lambda does not send to",
      '"start-dlq"',
      '"start-dlq.fifo"',
      STARTS_FAIL,
    ],
    [
      "failed starts that are lost",
      "onFailure: new SqsDestination(this.deadLetterQueue),",
      "",
      STARTS_FAIL,
    ],
  ]),
  ...schedule(
    "start.ts",
    [
      [
        "a schedule that does not tell the time",
        "{ scheduledTime: ",
        "{ time: ",
        /starts a workflow at each of its times/,
      ],
    ],
    "start",
  ),
  ...rowsOf(
    "cdk",
    "state-machine",
    "by event",
  )("workflow.ts", [["another kind of event", "OrderPlaced", "OrderPaid", BY_EVENT]]),
  ...rowsOf(
    "cdk",
    "state-machine",
    "by event",
  )("start.ts", [
    ["events that may not be kept", "      deadLetterQueue: this.deadLetterQueue,\n", "", BY_EVENT],
  ]),
];

const answers: readonly Mutation[] = [
  ...approvals("workflow.ts", [
    [
      "answers that an API lets everybody give",
      "authorizer: new HttpIamAuthorizer()",
      'authorizer: { bind: () => ({ authorizationType: "NONE" }) }',
      ANSWERED,
    ],
  ]),
  ...approvals("tables.ts", [
    ["answers by a function that may ask", '"dynamodb:GetItem"', '"dynamodb:PutItem"', ANSWERED],
    [
      "a function that may not keep its token",
      '"dynamodb:PutItem"',
      '"dynamodb:GetItem"',
      /^approvals 'ask-officer' may keep a token/,
    ],
    [
      "tokens that are kept for ever",
      '"expiration"',
      '"expires"',
      /^approvals keep their tokens encrypted/,
    ],
  ]),
  ...approvals("state-machine.ts", [
    [
      "answers that no state machine gets",
      '"states:SendTaskFailure"',
      '"states:DescribeExecution"',
      ANSWERED,
    ],
    [
      "a partition that is always aws",
      "Partition: Aws.PARTITION",
      'Partition: "aws"',
      /^approvals wait in the partition of AWS/,
    ],
  ]),
];

/** What breaks the ways in that CDK deploys: requests, schedules, events and answers. */
export const cdkTriggerMutations: readonly Mutation[] = [...triggers, ...answers];
