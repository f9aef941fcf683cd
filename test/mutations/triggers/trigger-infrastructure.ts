import type { Mutation } from "../mutation.ts";
import { rows } from "./trigger-rows.ts";

/** What breaks the ways in that SAM deploys. */
export const triggerInfrastructureMutations: readonly Mutation[] = [
  ...rows("state-machine", "approvals by request", "template", "template.yaml", [
    {
      name: "answers by whoever may start a workflow",
      after: "AnswerApprovalFunction:",
      replace: ["            Auth:\n              Authorizer: AWS_IAM\n", ""],
      red: /^template.yaml says itself who may answer/,
    },
  ]),
  ...rows("state-machine", "approvals by request", "infrastructure", "template.yaml", [
    {
      name: "answers that an API lets everybody give",
      replace: ["EnableIamAuthorizer: true", "EnableIamAuthorizer: false"],
      red: /can be answered where a step asks, with a permission of IAM/,
    },
    {
      name: "answers by a function that may ask",
      after: "AnswerApprovalFunction:",
      replace: ["[dynamodb:GetItem", "[dynamodb:PutItem"],
      red: /can be answered where a step asks, with a permission of IAM/,
    },
    {
      name: "answers that no state machine gets",
      after: "AnswerApprovalFunction:",
      replace: ["states:SendTaskFailure]", "states:DescribeExecution]"],
      red: /can be answered where a step asks, with a permission of IAM/,
    },
  ]),
  ...rows("state-machine", "by request", "template", "template.yaml", [
    {
      name: "a dashboard of something that is not there",
      after: "  Dashboard:",
      replace: ['"${StateMachine}"', '"${Machine}"'],
      red: /^template.yaml shows in its dashboard only what it has/,
    },
  ]),
  ...rows("state-machine", "by request", "infrastructure", "template.yaml", [
    {
      name: "an API that is open to strangers",
      replace: ["DefaultAuthorizer: AWS_IAM", "DefaultAuthorizer: NONE"],
      red: /closed to strangers/,
    },
    {
      name: "another path",
      after: "  StartFunction:",
      replace: ['Path: "/orders"', 'Path: "/order"'],
      red: /is a request to an API/,
    },
    {
      name: "a start that may do more than start",
      replace: ["Action: states:StartExecution", 'Action: "states:*"'],
      red: /may start the state machine and read what it started, and nothing else/,
    },
    {
      name: "a start that cannot tell whether a key was used with another body",
      after: "  StartFunction:",
      replace: ["states:DescribeExecution", "states:DescribeStateMachine"],
      red: /may start the state machine and read what it started, and nothing else/,
    },
    {
      name: "a status without a route",
      after: "  StatusFunction:",
      replace: ['"/orders/{id}"', '"/orders/{key}"'],
      red: /can be followed/,
    },
    {
      name: "errors of the API that nobody hears of",
      after: "  ApiErrorsAlarm:",
      replace: ["MetricName: 5xx", "MetricName: 4xx"],
      red: /is a request to an API/,
    },
    {
      name: "starts that fail unheard",
      after: "  StartFunctionErrorsAlarm:",
      replace: ["MetricName: Errors", "MetricName: Invocations"],
      red: /raises an alarm on Errors/,
    },
    {
      name: "a step that is not on the dashboard",
      after: '"title": "Throttles"',
      replace: ['"${ProcessPaymentFunction}"', '"${CreateOrderFunction}"'],
      red: /^the dashboard shows the function 'process-payment'/,
    },
    {
      name: "throttled executions that nobody hears of",
      after: "  ExecutionThrottledAlarm:",
      replace: ["MetricName: ExecutionThrottled", "MetricName: ExecutionsAborted"],
      red: /ExecutionThrottled raises an alarm/,
    },
  ]),
  ...rows("queue", "by request", "infrastructure", "template.yaml", [
    {
      name: "a start that sends to another queue",
      after: "  StartFunction:",
      replace: ["- !GetAtt CreateOrderQueue.Arn", "- !GetAtt CreateInvoiceQueue.Arn"],
      red: /may send to the first queue/,
    },
    {
      name: "a dead-letter queue that is not on the dashboard",
      after: '"title": "Dead letters"',
      replace: ["${CreateInvoiceDeadLetterQueue.QueueName}", "${CreateInvoiceQueue.QueueName}"],
      red: /^the dashboard shows the queue 'create-invoice-dlq'/,
    },
    {
      name: "dead letters among the messages that wait",
      after: '"title": "Messages that wait"',
      replace: ["${CreateInvoiceQueue.QueueName}", "${CreateInvoiceDeadLetterQueue.QueueName}"],
      red: /^the dashboard shows the queue 'create-invoice-dlq'/,
    },
    {
      name: "throttles unheard",
      after: "  CreateInvoiceFunctionThrottlesAlarm:",
      replace: ["MetricName: Throttles", "MetricName: Errors"],
      red: /throttles of 'create-invoice' raise an alarm/,
    },
  ]),
  ...rows("state-machine", "by schedule", "start", "template.yaml", [
    {
      name: "a schedule that does not tell the time",
      replace: ['"scheduledTime":', '"time":'],
      red: /starts a workflow at each of its times/,
    },
  ]),
  ...rows("state-machine", "by schedule", "infrastructure", "template.yaml", [
    {
      name: "another rate",
      replace: ["ScheduleExpression: rate(1 hour)", "ScheduleExpression: rate(1 day)"],
      red: /follows the schedule/,
    },
    {
      name: "failed starts in a queue that Lambda does not send to",
      replace: ["-start-dlq\n", "-start-dlq.fifo\n      FifoQueue: true\n"],
      red: /that failed for good waits 14 days/,
    },
    {
      name: "failed starts that are lost",
      after: "      EventInvokeConfig:",
      replace: ["StartDeadLetterQueue.Arn", "StateMachine.Arn"],
      red: /that failed for good waits 14 days/,
    },
  ]),
  ...rows("queue", "by event", "infrastructure", "template.yaml", [
    {
      name: "another kind of event",
      replace: ['detail-type: ["OrderPlaced"]', 'detail-type: ["OrderPaid"]'],
      red: /follows this kind of event/,
    },
    {
      name: "events that may not be kept",
      replace: ["Service: events.amazonaws.com", "Service: sns.amazonaws.com"],
      red: /follows this kind of event/,
    },
  ]),
  ...rows("queue", "by event", "template", "template.yaml", [
    {
      name: "two policies of one queue, of which the second takes the place of the first",
      after: "  QueuePolicy:",
      replace: ["      Queues:\n", "      Queues:\n        - !Ref StartDeadLetterQueue\n"],
      red: /^template.yaml gives each queue, topic and bucket one policy/,
    },
  ]),
];
