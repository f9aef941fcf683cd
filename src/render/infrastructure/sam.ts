import { isApproval } from "../../plan/approval.ts";
import { claimsOf } from "../../plan/claim-checks.ts";
import { COMPENSATED } from "../../plan/compensation-states.ts";
import { type Outcomes, outcomesOf } from "../../plan/outcomes.ts";
import { keepsRecords, type Plan, type QueuePlan, type StateMachinePlan } from "../../plan/plan.ts";
import { BEGIN, deadLetterQueue, firstQueue, longestDelay } from "../../plan/queue-functions.ts";
import {
  DEAD_LETTER_RETENTION_SECONDS,
  maxReceiveCount,
  QUEUE_RETENTION_SECONDS,
  visibilityTimeout,
} from "../../plan/sqs.ts";
import { versions } from "../../plan/versions.ts";
import { DEFAULTS } from "../../workflow/defaults.ts";
import { constantCase, pascalCase } from "../../workflow/names.ts";
import {
  ANSWER_FUNCTION,
  answerPath,
  hasAnswerRequest,
  statusPath,
} from "../../workflow/trigger.ts";
import type { Retry, Task, Workflow } from "../../workflow/workflow.ts";
import { isOrdered } from "../order.ts";
import { dashboardLines } from "./dashboard.ts";

/** What `template.yaml` of AWS SAM mentions. */
export interface SamTemplate {
  readonly description: string;
  readonly workflowName: string;
  readonly lambdaRuntime: string;
  readonly guarded: boolean;
  readonly hasApprovals: boolean;
  /** Days that results are kept in S3; null where all of them are passed on. */
  readonly claimCheckDays: number | null;
  readonly functions: readonly SamFunction[];
  /** Those of the steps: behind the tasks of the state machine. */
  readonly stepFunctions: readonly SamFunction[];
  readonly queues: readonly SamQueue[];
  readonly stateMachine: boolean;
  /** The ends that a workflow may come to, besides that it succeeds. */
  readonly outcomes: Outcomes;
  /** What is counted in logs. */
  readonly filters: readonly SamFilter[];
  readonly alarms: readonly SamAlarm[];
  /** Alarms on what is worked out of metrics of the stack. */
  readonly computedAlarms: readonly SamComputedAlarm[];
  /** One alarm on each kind of thing. */
  readonly watched: readonly SamAlarm[];
  /** Logical id of the first step's queue. */
  readonly startQueue: string | null;
  /** Where a workflow is started by a request. */
  readonly api: { readonly method: string; readonly path: string } | null;
  /** Whether starts that failed wait in a dead-letter queue. */
  readonly startsLater: boolean;
  readonly startedByEvent: boolean;
  readonly hasQueues: boolean;
  readonly hasTables: boolean;
  readonly hasFilters: boolean;
  /** Whether an alarm looks at what the stack itself counts. */
  readonly counts: boolean;
  /** With queues: the ends that raise an alarm at once, as the head of a test; else empty. */
  readonly watchedEndsLine: string;
  /**
   * Logical ids of the queues under the policy of all: a queue has one policy, and where events start
   * workflows, the queue of failed starts has its own.
   */
  readonly guardedQueues: readonly string[];
  /** The body of the dashboard, in lines of JSON. */
  readonly dashboardLines: readonly string[];
}

interface Route {
  readonly method: string;
  readonly path: string;
  /** Whether IAM decides who may call it, whatever decides about the other routes. */
  readonly needsIam: boolean;
}

interface SamFunction {
  readonly logicalId: string;
  readonly mappingId: string;
  readonly entry: string;
  readonly description: string | null;
  readonly timeoutSeconds: number;
  readonly versioned: boolean;
  readonly reservedConcurrency: number | null;
  readonly maximumConcurrency: number | null;
  /** The actions on the idempotency table that it may do, as YAML; empty where it does none. */
  readonly tableActions: string;
  /** Whether it asks for an answer, and keeps the token with which it is given. */
  readonly asks: boolean;
  /** Whether it gives the state machine the answer. */
  readonly answers: boolean;
  /** The step whose result it keeps in S3. */
  readonly keepsResultOf: string | null;
  /** The steps whose results it gets from there. */
  readonly claimsResultsOf: readonly string[];
  readonly claims: boolean;
  readonly usesClaimChecks: boolean;
  /** Logical id of the queue that feeds it. */
  readonly receivesFrom: string | null;
  readonly retries: boolean;
  /** Logical ids of the queues that it sends to. */
  readonly sendsTo: readonly string[];
  readonly sends: boolean;
  /** Whether it sends to the queue that feeds it, which Lambda takes for a loop. */
  readonly putsBack: boolean;
  readonly environment: readonly { readonly variable: string; readonly value: string }[];
  readonly hasEnvironment: boolean;
  readonly hasPolicies: boolean;
  readonly startsExecutions: boolean;
  readonly readsExecutions: boolean;
  /** What invokes it, besides a queue and the state machine. */
  readonly route: Route | null;
  readonly schedule: string | null;
  readonly event: { readonly source: string; readonly detailType: string } | null;
}

interface SamQueue {
  readonly logicalId: string;
  readonly name: string;
  /** Keeps order. */
  readonly fifo: boolean;
  readonly retentionSeconds: number;
  readonly consumed: boolean;
  readonly visibilityTimeoutSeconds: number;
  readonly redriveTo: string | null;
  readonly maxReceiveCount: number;
}

/** A metric of the stack: how many lines of a log have a pattern. */
interface SamFilter {
  readonly metric: string;
  /** Logical id of the group of the log. */
  readonly log: string;
  readonly pattern: string;
}

interface SamAlarm {
  readonly logicalId: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimension: string | null;
  readonly dimensionValue: string;
  /** Of a metric of DynamoDB, which has one for each. */
  readonly operation?: string;
  readonly statistic: "Sum" | "Maximum";
  readonly threshold: number;
}

interface SamComputedAlarm {
  readonly logicalId: string;
  readonly description: string;
  readonly expression: string;
  readonly metrics: readonly {
    readonly id: string;
    readonly namespace: string;
    readonly name: string;
    readonly dimension?: string;
    readonly dimensionValue?: string;
    readonly statistic: "Sum" | "Average" | "SampleCount";
  }[];
  readonly periodSeconds: number;
  readonly threshold: string;
}

/** Seconds that the function may take that sends a workflow to where it begins. */
const BEGIN_TIMEOUT_SECONDS = 10;

/** What the templates of AWS SAM mention for this plan. */
export function samTemplate(plan: Plan): SamTemplate {
  const common = {
    description: plan.workflow.description ?? plan.workflow.name,
    workflowName: plan.workflow.name,
    lambdaRuntime: versions.lambdaRuntime,
    guarded: plan.guarded,
    hasApprovals: plan.forms.approvals,
    claimCheckDays: plan.claimCheckDays ?? null,
  };
  const { trigger } = plan.workflow;
  const startedByEvent = trigger?.kind === "event";
  const ofSteps = plan.transport === "queue" ? queueResources(plan) : stateMachineResources(plan);
  const ofTrigger = triggerResources(
    plan.workflow,
    plan.transport === "queue" ? firstQueue(plan) : undefined,
  );
  const resources = {
    functions: [...ofSteps.functions, ...ofTrigger.functions],
    queues: [...ofSteps.queues, ...ofTrigger.queues],
    alarms: [...ofSteps.alarms, ...tableAlarms(plan), ...ofTrigger.alarms],
  };
  return {
    ...common,
    ...ofSteps,
    ...resources,
    outcomes: outcomesOf(plan),
    watched: oneOfEachKind(resources.alarms),
    stepFunctions: ofSteps.functions,
    api: trigger?.kind === "api" ? { method: trigger.method, path: trigger.path } : null,
    startsLater: ofTrigger.queues.length > 0,
    startedByEvent,
    hasQueues: resources.queues.length > 0,
    hasTables: plan.guarded || plan.forms.approvals,
    hasFilters: ofSteps.filters.length > 0,
    counts: resources.alarms.some(({ dimension }) => dimension === null),
    watchedEndsLine: plan.transport === "queue" ? watchedEndsLine(outcomesOf(plan)) : "",
    guardedQueues: resources.queues
      .map(({ logicalId }) => logicalId)
      .filter((id) => !(startedByEvent && id === queueId(deadLetterQueue("start")))),
    dashboardLines: dashboardLines({
      functions: resources.functions.map(({ logicalId }) => logicalId),
      queues: resources.queues,
      stateMachine: ofSteps.stateMachine,
      api: trigger?.kind === "api",
      outcomes: outcomesOf(plan),
    }),
  };
}

function watchedEndsLine({ failed, compensationFailed }: Outcomes): string {
  const ends = [
    ...(failed ? ['"Failed"'] : []),
    ...(compensationFailed ? ['"CompensationFailed"'] : []),
  ];
  return ends.length === 0
    ? ""
    : `  it.each([${ends.join(", ")}])("raises an alarm at once on an end as %s", (end) => {`;
}

type Resources = Pick<
  SamTemplate,
  "functions" | "queues" | "stateMachine" | "filters" | "alarms" | "computedAlarms" | "startQueue"
>;

/** Seconds that the functions of a trigger may take: each makes a call or two. */
const TRIGGER_TIMEOUT_SECONDS = 10;

function triggerResources(
  workflow: Workflow,
  firstQueue: string | undefined,
): Pick<SamTemplate, "functions" | "queues" | "alarms"> {
  const { trigger } = workflow;
  if (!trigger) return { functions: [], queues: [], alarms: [] };
  const isRequest = trigger.kind === "api";
  const base = { timeoutSeconds: TRIGGER_TIMEOUT_SECONDS, hasPolicies: true };
  const stateMachine = [{ variable: "STATE_MACHINE_ARN", value: "!Ref StateMachine" }];
  const start: SamFunction = {
    ...plainFunction("start"),
    ...base,
    description: "Starts the workflow",
    ...(firstQueue === undefined
      ? { startsExecutions: true, environment: stateMachine }
      : {
          tableActions: GUARDING,
          sends: true,
          sendsTo: [queueId(firstQueue)],
          environment: [queueUrl(firstQueue)],
        }),
    route: isRequest ? { method: trigger.method, path: trigger.path, needsIam: false } : null,
    schedule: trigger.kind === "schedule" ? trigger.expression : null,
    event: trigger.kind === "event" ? trigger : null,
  };
  const status: SamFunction = {
    ...plainFunction("status"),
    ...base,
    description: "Tells how far a workflow is",
    readsExecutions: true,
    environment: stateMachine,
    route: isRequest ? { method: "GET", path: statusPath(trigger.path), needsIam: false } : null,
  };
  const answer: SamFunction = {
    ...plainFunction(ANSWER_FUNCTION),
    ...base,
    description: "Gives a workflow the answer that it waits for",
    answers: true,
    environment: [{ variable: "APPROVAL_TABLE", value: "!Ref ApprovalTable" }],
    route: isRequest ? { method: "POST", path: answerPath(trigger.path), needsIam: true } : null,
  };
  return {
    functions: [
      start,
      ...(isRequest && firstQueue === undefined ? [status] : []),
      ...(hasAnswerRequest(workflow) ? [answer] : []),
    ],
    queues: isRequest ? [] : [deadLetters(deadLetterQueue("start"))],
    alarms: [
      functionAlarm("start", "Errors", "A workflow could not be started"),
      functionAlarm("start", "Throttles", "Lambda throttles the starts of workflows"),
      isRequest
        ? {
            logicalId: "ApiErrorsAlarm",
            description: "A request was answered with an error of the server",
            namespace: "AWS/ApiGateway",
            metric: "5xx",
            dimension: "ApiId",
            dimensionValue: "!Ref Api",
            statistic: "Sum",
            threshold: 0,
          }
        : {
            ...deadLetterAlarm("start"),
            description:
              "A workflow was not started: what should have started it waits for a person",
          },
    ],
  };
}

function queueResources(plan: QueuePlan): Resources {
  const { begin, steps } = plan.functions;
  const functions: SamFunction[] = [
    ...(begin ? [beginFunction(begin.sendsTo)] : []),
    ...steps.map(
      ({ task, sendsTo }): SamFunction => ({
        ...fedFunction(task.name, unique([task.name, ...sendsTo]), sendsTo),
        ...stepFunction(plan, task),
        tableActions: keepsRecords(plan, task) ? GUARDING : COUNTING_TRIES,
        maximumConcurrency: task.concurrency ?? DEFAULTS.queueConcurrency,
        retries: true,
      }),
    ),
  ];
  const queues = [
    ...(begin
      ? [consumedQueue(BEGIN, BEGIN_TIMEOUT_SECONDS, 0), deadLetters(deadLetterQueue(BEGIN))]
      : []),
    ...steps.flatMap(({ task }) => [
      consumedQueue(task.name, task.timeoutSeconds, 1 + task.retry.maxAttempts),
      deadLetters(deadLetterQueue(task.name)),
    ]),
  ];
  const first = firstQueue(plan);
  const outcomes = outcomesOf(plan);
  return {
    functions,
    queues: queues.map((queue) => ({ ...queue, fifo: isOrdered(plan) })),
    stateMachine: false,
    filters: [
      {
        metric: "MessagesNotHandled",
        log: "FunctionLogs",
        pattern: '{ $.message = "The message could not be handled" }',
      },
    ],
    computedAlarms: outcomes.compensated ? [compensatedAlarm(ENDS_IN_MESSAGES)] : [],
    alarms: [
      ...(begin ? [deadLetterAlarm(BEGIN)] : []),
      ...steps.map(({ task }) => deadLetterAlarm(task.name)),
      ...(begin
        ? [ageAlarm(BEGIN, maxReceiveCount(0) * visibilityTimeout(BEGIN_TIMEOUT_SECONDS))]
        : []),
      ...steps.map(({ task }) =>
        functionAlarm(task.name, "Throttles", `Lambda throttles ${task.name}: its work is late`),
      ),
      ...steps.map(({ task }) =>
        ageAlarm(
          task.name,
          longestDelay(plan.functions, task.name) +
            longestRetrying(task.retry, task.timeoutSeconds),
        ),
      ),
      loggedAlarm("MessagesNotHandled", "A message could not be handled: the log says why"),
      ...(outcomes.failed
        ? [loggedAlarm("Failed", "A workflow failed: its work waits in a dead-letter queue")]
        : []),
      ...(outcomes.compensationFailed
        ? [loggedAlarm("CompensationFailed", "A compensation failed: a person must look")]
        : []),
    ],
    startQueue: first === undefined ? null : queueId(first),
  };
}

function beginFunction(sendsTo: readonly string[]): SamFunction {
  return {
    ...fedFunction(BEGIN, sendsTo, sendsTo),
    description: "Sends a new workflow to where it begins",
    timeoutSeconds: BEGIN_TIMEOUT_SECONDS,
    maximumConcurrency: DEFAULTS.queueConcurrency,
  };
}

function stateMachineResources(plan: StateMachinePlan): Resources {
  const functions = plan.steps.map(({ task }): SamFunction => {
    const step = stepFunction(plan, task);
    const usesResources = keepsRecords(plan, task) || step.usesClaimChecks || isApproval(task);
    return {
      ...plainFunction(task.name),
      ...step,
      versioned: true,
      tableActions: keepsRecords(plan, task) ? GUARDING : "",
      environment: reservedConcurrencyVariables(task),
      hasEnvironment: usesResources || task.concurrency !== undefined,
      reservedConcurrency: task.concurrency ?? null,
      asks: isApproval(task),
      hasPolicies: usesResources,
    };
  });
  const { compensated, compensationFailed } = outcomesOf(plan);
  const compensations = plan.steps.filter(({ role }) => role === "compensation");
  const executionAlarm = (metric: string, what: string): SamAlarm => ({
    logicalId: `${metric}Alarm`,
    description: what,
    metric,
    ...OF_STATE_MACHINE,
    statistic: "Sum",
    threshold: 0,
  });
  return {
    functions,
    queues: [],
    stateMachine: true,
    filters: compensated ? FILTERS_OF_EXECUTIONS : [],
    computedAlarms: compensated
      ? [
          compensatedAlarm(ENDS_OF_EXECUTIONS),
          ...compensations.map(({ task }) => compensationFailedWithAlarm(task)),
        ]
      : [],
    alarms: [
      executionAlarm(
        "ExecutionsFailed",
        compensationFailed
          ? "A workflow failed or is half undone: a person must look"
          : "A workflow failed, and nothing is undone",
      ),
      executionAlarm(
        "ExecutionsAborted",
        "A workflow was stopped before its end: nothing is undone",
      ),
      executionAlarm(
        "ExecutionsTimedOut",
        "A workflow took longer than it may: nothing is undone, or only a part",
      ),
      executionAlarm("ExecutionThrottled", "Step Functions throttles the workflows"),
    ],
    startQueue: null,
  };
}

/**
 * SAM wants a new version for a new reserved concurrency, which is no part of a version: Lambda would
 * publish none, and the deployment fail, if nothing else changed.
 */
function reservedConcurrencyVariables({ concurrency }: Task): SamFunction["environment"] {
  return concurrency === undefined
    ? []
    : [{ variable: "RESERVED_CONCURRENCY", value: `"${concurrency}"` }];
}

/** What the function of a step needs, whatever calls it. */
function stepFunction({ workflow }: Plan, task: Task) {
  const claimsResultsOf = claimsOf(workflow, task).map(({ name }) => name);
  return {
    description: task.description ?? null,
    timeoutSeconds: task.timeoutSeconds,
    keepsResultOf: task.claimCheck ? task.name : null,
    claimsResultsOf,
    claims: claimsResultsOf.length > 0,
    usesClaimChecks: task.claimCheck === true || claimsResultsOf.length > 0,
  };
}

const GUARDING = "[dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:DeleteItem]";
const COUNTING_TRIES = "dynamodb:UpdateItem";

function plainFunction(entry: string): SamFunction {
  return {
    logicalId: `${pascalCase(entry)}Function`,
    mappingId: `${pascalCase(entry)}EventSourceMapping`,
    entry,
    description: null,
    timeoutSeconds: 0,
    versioned: false,
    reservedConcurrency: null,
    maximumConcurrency: null,
    tableActions: "",
    asks: false,
    answers: false,
    keepsResultOf: null,
    claimsResultsOf: [],
    claims: false,
    usesClaimChecks: false,
    receivesFrom: null,
    retries: false,
    sendsTo: [],
    sends: false,
    putsBack: false,
    environment: [],
    hasEnvironment: true,
    hasPolicies: false,
    startsExecutions: false,
    readsExecutions: false,
    route: null,
    schedule: null,
    event: null,
  };
}

function fedFunction(
  queue: string,
  knows: readonly string[],
  sendsTo: readonly string[],
): SamFunction {
  return {
    ...plainFunction(queue),
    receivesFrom: queueId(queue),
    sendsTo: sendsTo.map(queueId),
    environment: knows.map(queueUrl),
    sends: sendsTo.length > 0,
    putsBack: sendsTo.includes(queue),
    hasPolicies: true,
  };
}

function consumedQueue(name: string, functionTimeoutSeconds: number, tries: number): SamQueue {
  return {
    logicalId: queueId(name),
    name,
    retentionSeconds: QUEUE_RETENTION_SECONDS,
    consumed: true,
    visibilityTimeoutSeconds: visibilityTimeout(functionTimeoutSeconds),
    redriveTo: queueId(deadLetterQueue(name)),
    maxReceiveCount: maxReceiveCount(tries),
    fifo: false,
  };
}

/** Lambda and EventBridge send what they give up to standard queues only. */
function deadLetters(name: string): SamQueue {
  return {
    logicalId: queueId(name),
    name,
    fifo: false,
    retentionSeconds: DEAD_LETTER_RETENTION_SECONDS,
    consumed: false,
    visibilityTimeoutSeconds: 0,
    redriveTo: null,
    maxReceiveCount: 0,
  };
}

function deadLetterAlarm(step: string): SamAlarm {
  const queue = queueId(deadLetterQueue(step));
  return {
    logicalId: `${queue}Alarm`,
    description: `Work for ${step} waits in its dead-letter queue: a person must look`,
    namespace: "AWS/SQS",
    metric: "ApproximateNumberOfMessagesVisible",
    dimension: "QueueName",
    dimensionValue: `!GetAtt ${queue}.QueueName`,
    statistic: "Maximum",
    threshold: 0,
  };
}

function oneOfEachKind(alarms: readonly SamAlarm[]): SamAlarm[] {
  const kinds = new Map(
    alarms.flatMap((alarm) => (alarm.dimension ? [[alarm.dimension, alarm]] : [])),
  );
  return [...kinds].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, alarm]) => alarm);
}

const OF_STATE_MACHINE = {
  namespace: "AWS/States",
  dimension: "StateMachineArn",
  dimensionValue: "!Ref StateMachine",
} as const;

/** For Step Functions a compensated execution has succeeded: its log tells how many did so. */
const FILTERS_OF_EXECUTIONS: readonly SamFilter[] = [
  ["Ended", '{ ($.type = "ExecutionSucceeded") || ($.type = "ExecutionFailed") }'],
  ["Compensated", `{ ($.type = "SucceedStateEntered") && ($.details.name = "${COMPENSATED}") }`],
].map(([metric = "", pattern = ""]) => ({ metric, log: "StateMachineLogs", pattern }));

/** Step Functions does not say which state failed; that its function failed at about the same time does. */
function compensationFailedWithAlarm({ name }: Task): SamComputedAlarm {
  const { logicalId } = plainFunction(name);
  return {
    logicalId: `${logicalId}FailedAlarm`,
    description: `${name} failed, and a workflow too: it may be half undone`,
    expression: "IF(FILL(failed, 0) > 0 AND FILL(errors, 0) > 0, 1, 0)",
    metrics: [
      { id: "failed", name: "ExecutionsFailed", ...OF_STATE_MACHINE, statistic: "Sum" },
      {
        id: "errors",
        name: "Errors",
        namespace: "AWS/Lambda",
        dimension: "FunctionName",
        dimensionValue: `!Ref ${logicalId}`,
        statistic: "Sum",
      },
    ],
    periodSeconds: COMPARED_SECONDS,
    threshold: "0",
  };
}

/** Ends in which a single compensated workflow is no share to speak of. */
const FEW_ENDS = 5;

/**
 * Seconds in which metrics are compared. Lambda counts an error at the time of the invocation, which
 * lasts 15 minutes at most ("Types of metrics for Lambda functions", AWS Lambda Developer Guide).
 */
const COMPARED_SECONDS = 900;

const OF_STACK = { namespace: "!Ref AWS::StackName" } as const;

type Share = Pick<SamComputedAlarm, "expression" | "metrics">;

/** With queues each end is a sample of every metric: 1 of its own, 0 of the others. */
const ENDS_IN_MESSAGES: Share = {
  expression: `IF(ends >= ${FEW_ENDS}, share, 0)`,
  metrics: [
    { id: "ends", name: "Compensated", ...OF_STACK, statistic: "SampleCount" },
    { id: "share", name: "Compensated", ...OF_STACK, statistic: "Average" },
  ],
};

const ENDS_OF_EXECUTIONS: Share = {
  expression: `IF(ended >= ${FEW_ENDS}, compensated / ended, 0)`,
  metrics: [
    { id: "ended", name: "Ended", ...OF_STACK, statistic: "Sum" },
    { id: "compensated", name: "Compensated", ...OF_STACK, statistic: "Sum" },
  ],
};

/** A declined card is business, an outage is not: what tells them apart is how many there are. */
function compensatedAlarm(share: Share): SamComputedAlarm {
  return {
    ...share,
    logicalId: "CompensatedAlarm",
    description: "So many workflows are compensated that it looks like an outage",
    periodSeconds: COMPARED_SECONDS,
    threshold: "!Ref CompensatedShare",
  };
}

/** All work at a table begins with a `PutItem`; each try of a step on queues with an `UpdateItem`. */
function tableAlarms({ guarded, forms, transport }: Plan): SamAlarm[] {
  const tables = [
    ...(guarded ? ["IdempotencyTable"] : []),
    ...(forms.approvals ? ["ApprovalTable"] : []),
  ];
  const operation = transport === "queue" ? "UpdateItem" : "PutItem";
  const metrics = [
    ["ThrottledRequests", "throttles requests"],
    ["SystemErrors", "answers with errors of its own"],
  ] as const;
  return tables.flatMap((table) =>
    metrics.map(
      ([metric, does]): SamAlarm => ({
        logicalId: `${table}${metric}Alarm`,
        description: `DynamoDB ${does} for ${table}`,
        namespace: "AWS/DynamoDB",
        metric,
        dimension: "TableName",
        dimensionValue: `!Ref ${table}`,
        operation,
        statistic: "Sum",
        threshold: 0,
      }),
    ),
  );
}

/** An alarm on what the stack itself counts. */
function loggedAlarm(metric: string, description: string): SamAlarm {
  return {
    logicalId: `${metric}Alarm`,
    description,
    ...OF_STACK,
    metric,
    dimension: null,
    dimensionValue: "",
    statistic: "Sum",
    threshold: 0,
  };
}

function functionAlarm(entry: string, metric: "Errors" | "Throttles", what: string): SamAlarm {
  const { logicalId } = plainFunction(entry);
  return {
    logicalId: `${logicalId}${metric}Alarm`,
    description: what,
    namespace: "AWS/Lambda",
    metric,
    dimension: "FunctionName",
    dimensionValue: `!Ref ${logicalId}`,
    statistic: "Sum",
    threshold: 0,
  };
}

function ageAlarm(queue: string, threshold: number): SamAlarm {
  return {
    logicalId: `${queueId(queue)}AgeAlarm`,
    description: `Work in ${queue} has been waiting for too long`,
    namespace: "AWS/SQS",
    metric: "ApproximateAgeOfOldestMessage",
    dimension: "QueueName",
    dimensionValue: `!GetAtt ${queueId(queue)}.QueueName`,
    statistic: "Maximum",
    threshold,
  };
}

/** Seconds that a message may take without anything being wrong with the queue. */
function longestRetrying(retry: Retry, timeoutSeconds: number): number {
  const tries = 1 + retry.maxAttempts;
  return tries * (visibilityTimeout(timeoutSeconds) + retry.maxDelaySeconds);
}

function queueUrl(queue: string): { variable: string; value: string } {
  return {
    variable: `QUEUE_URL_${constantCase(queue)}`,
    value: `!Ref ${queueId(queue)}`,
  };
}

/** `process-payment-dlq` is `ProcessPaymentDeadLetterQueue`. */
function queueId(name: string): string {
  return name.endsWith("-dlq")
    ? `${pascalCase(name.slice(0, -"-dlq".length))}DeadLetterQueue`
    : `${pascalCase(name)}Queue`;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
