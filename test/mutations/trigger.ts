import type { Transport } from "../../src/workflow/workflow.ts";
import type { Mutation } from "./mutation.ts";

type Row = Pick<Mutation, "name" | "after" | "replace" | "red">;

const rows = (
  transport: Transport,
  workflow: Mutation["workflow"],
  test: Mutation["test"],
  file: string,
  all: readonly Row[],
): Mutation[] => all.map((row) => ({ ...row, transport, workflow, test, file }));

const ENTRY = "src/runtime/start-handler.ts";

/** What breaks the start of a workflow. */
export const triggerMutations: readonly Mutation[] = [
  ...rows("state-machine", "by request", "start", "src/runtime/start-request.ts", [
    {
      name: "input that nobody checks",
      replace: ["if (!parsed.success || issues.length > 0)", "if (!parsed.data && bytes < 0)"],
      red: /refuses what is not the input of a workflow/,
    },
    {
      name: "input of any size",
      replace: ["bytes > MAX_INPUT_BYTES", "bytes > 10 * MAX_INPUT_BYTES"],
      red: /refuses what is too large/,
    },
    {
      name: "ids that are too long",
      replace: ["{1,80}", "{1,800}"],
      red: /refuses a key that is too long/,
    },
  ]),
  ...rows("state-machine", "by request", "start", "src/runtime/start-workflow.ts", [
    {
      name: "a repeated request that fails",
      replace: ["if (!(error instanceof ExecutionAlreadyExists)) throw error;", "throw error;"],
      red: /starts one workflow, however often a request is repeated/,
    },
    {
      name: "executions with a name of their own",
      replace: ["name: id,", "name: `${id}-${Math.random()}`,"],
      red: /starts one workflow, however often a request is repeated/,
    },
    {
      name: "another body that is dropped",
      replace: ["if (hashOfInput(JSON.parse(", "if (true || hashOfInput(JSON.parse("],
      red: /refuses a key that was used with another body/,
    },
    {
      name: "an execution that cannot be found yet, and a fault of ours",
      replace: ["if (!(error instanceof ExecutionDoesNotExist)) throw error;", "throw error;"],
      red: /asks to come again where the first request has hardly been heard/,
    },
  ]),
  ...rows("state-machine", "by request", "start", "src/runtime/caller.ts", [
    {
      name: "keys that all callers share",
      replace: ["if (caller === undefined) return key;", "return key;"],
      red: /keeps the keys of users with a token apart/,
    },
    {
      name: "a caller for each session of a role",
      replace: ['userId.split(":")[0]', "userId"],
      red: /knows a role by all of its sessions/,
    },
    {
      name: "users of an identity pool, taken for their role",
      replace: ["iam?.cognitoIdentity?.identityId ?? ", ""],
      red: /keeps the keys of users of one identity pool apart/,
    },
  ]),
  ...rows("state-machine", "by request", "start", "src/runtime/input-hash.ts", [
    {
      name: "keys in another order, taken for another body",
      replace: ["JSON.stringify(input, withSortedKeys)", "JSON.stringify(input)"],
      red: /tells inputs apart by what is in them/,
    },
    {
      name: "inputs with the same keys, taken for the same",
      replace: [
        "JSON.stringify(input, withSortedKeys)",
        "JSON.stringify(Object.keys(Object(input)))",
      ],
      red: /tells inputs apart by what is in them/,
    },
  ]),
  ...rows("state-machine", "by request", "start", ENTRY, [
    {
      name: "a key that is ignored",
      replace: ['event.headers["idempotency-key"];', "event.headers.none;"],
      red: /starts one workflow, however often a request is repeated/,
    },
    {
      name: "a bad request that is taken for a fault of ours",
      replace: ["if (!(error instanceof RefusedStart)) throw error;", "throw error;"],
      red: /refuses what is not JSON/,
    },
    {
      name: "an answer too early",
      replace: ["respond(202,", "respond(200,"],
      red: /starts a workflow, with the body as its input/,
    },
    {
      name: "no place to ask",
      replace: [", { location: `${event.rawPath}/${id}` }", ""],
      red: /starts a workflow, with the body as its input/,
    },
  ]),
  ...rows("state-machine", "by request", "start", "src/runtime/json-api.ts", [
    {
      name: "a body in Base64 taken as it is",
      replace: ['Buffer.from(body, "base64").toString()', "body"],
      red: /takes a body in Base64/,
    },
  ]),
  ...rows("state-machine", "approvals by request", "answer", "src/runtime/answer-handler.ts", [
    {
      name: "a rejection without a reason by request",
      replace: ["reason: remark", 'reason: remark.default("none")'],
      red: /refuses a rejection without a reason/,
    },
    {
      name: "a remark of any length",
      replace: [".max(1000)", ".max(10000)"],
      red: /refuses a comment that is too long/,
    },
    {
      name: "an answer with anything besides",
      replace: [
        "z.strictObject({ approved: z.literal(true)",
        "z.looseObject({ approved: z.literal(true)",
      ],
      red: /refuses what is not asked for/,
    },
    {
      name: "a request that is a conflict with itself",
      replace: ['outcome === agreed ? "answered" : outcome', "outcome"],
      red: /is approved once, however often the request is repeated/,
    },
    {
      name: "a rejection that agrees with an approval",
      replace: ['answer.approved ? "approved before" : "rejected before"', '"approved before"'],
      red: /is in conflict with a rejection after an approval/,
    },
    {
      name: "an unknown request that seems to be answered",
      replace: ["unknown: [404", "unknown: [200"],
      red: /finds nothing at/,
    },
    {
      name: "an answer too late that seems to count",
      replace: ["closed: [410", "closed: [200"],
      red: /comes too late/,
    },
    {
      name: "an item that cannot be answered",
      replace: ['step: step.replaceAll("%23", "#")', "step"],
      red: /answers one item at ask%231/,
    },
  ]),
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
  ...rows("state-machine", "by request", "status", "src/runtime/execution-arn.ts", [
    {
      name: "executions of another state machine",
      replace: ['":execution:"', '":executions:"'],
      red: /tells which step is under way/,
    },
  ]),
  ...rows("state-machine", "by request", "status", "src/runtime/status.ts", [
    {
      name: "compensated workflows that seem to have failed",
      replace: ['status: "compensated", error', 'status: "failed", error'],
      red: /tells that a workflow was undone, and why/,
    },
    {
      name: "compensated workflows that seem to have succeeded",
      replace: ["if (!failure)", "if (failure)"],
      red: /tells that a workflow was undone, and why/,
    },
    {
      name: "a workflow that took too long for no reason that is told",
      replace: ['if (status === "TIMED_OUT") return "States.Timeout";', ""],
      red: /tells that a workflow took longer than it may/,
    },
    {
      name: "a failed compensation that goes unnoticed",
      replace: ["|| !compensations.includes(step)", ""],
      red: /calls FAILED failed/,
    },
    {
      name: "a failed compensation that is not named",
      replace: ['"compensation-failed", step,', '"compensation-failed",'],
      red: /tells that a workflow is half undone, for want of/,
    },
    {
      name: "an unknown id that is a fault of ours",
      replace: ["error instanceof ExecutionDoesNotExist || ", ""],
      red: /knows nothing of an id that was never started/,
    },
    {
      name: "the names that AWS gives to errors",
      replace: ["error: name }", "error: String(execution.error) }"],
      red: /calls an error without an answer by one name/,
    },
    {
      name: "a step that is not told",
      replace: ['type === "TaskStateEntered"', 'type === "TaskEntered"'],
      red: /tells which step is under way/,
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
  ...rows("queue", "by request", "start", "src/runtime/caller.ts", [
    {
      name: "keys that all callers share",
      replace: ["if (caller === undefined) return key;", "return key;"],
      red: /keeps the keys of users of AWS apart/,
    },
  ]),
  ...rows("queue", "by request", "start", "src/runtime/start-workflow.ts", [
    {
      name: "a repeated request that is sent again",
      replace: ['oncePerWorkflow("start", state,', "oncePerWorkflow(`${Math.random()}`, state,"],
      red: /starts one workflow, however often a request is repeated/,
    },
    {
      name: "two requests at once, one of which fails",
      replace: ["throw new RefusedStart(409,", "throw new Error(String(409) +"],
      red: /starts one workflow where two requests come at once/,
    },
    {
      name: "a workflow without its input",
      replace: ["{ id, input, results", "{ id, input: {} as typeof input, results"],
      red: /starts a workflow, with the body as its input/,
    },
    {
      name: "another body that is dropped",
      replace: ["if (first !== hash)", 'if (first === "")'],
      red: /refuses a key that was used with another body/,
    },
    {
      name: "a key that is free again where its start failed",
      replace: ['"start#input"', "`start#${hash}`"],
      red: /holds to the body that a key was first used with/,
    },
  ]),
  ...rows("queue", "branches by request", "start", "src/runtime/start-workflow.ts", [
    {
      name: "a start that leaves out the wait at the beginning",
      replace: ['"begin"', '"look-up"'],
      red: /starts a workflow, with the body as its input/,
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
  ...rows("queue", "by schedule", "start", ENTRY, [
    {
      name: "an id that is new each time",
      replace: ["String(event.scheduledTime)", "String(Math.random())"],
      red: /starts one workflow, however often/,
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
  ...rows("state-machine", "by event", "start", ENTRY, [
    {
      name: "the whole event as the input",
      replace: ["readStartRequest(id, detail)", "readStartRequest(id, { id, detail })"],
      red: /starts a workflow, with its detail as the input/,
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
