import { claimsOf } from "../../plan/claim-checks.ts";
import type { Plan, QueuePlan, StateMachinePlan } from "../../plan/plan.ts";
import { deadLetterQueue, failureQueue } from "../../plan/queue-functions.ts";
import {
  DEAD_LETTER_RETENTION_SECONDS,
  QUEUE_RETENTION_SECONDS,
  visibilityTimeout,
} from "../../plan/sqs.ts";
import { versions } from "../../plan/versions.ts";
import { isGuarded } from "../../workflow/idempotency.ts";
import { pascalCase } from "../../workflow/names.ts";
import type { Retry, Task } from "../../workflow/workflow.ts";

/** What `template.yaml` of AWS SAM mentions. */
export interface SamTemplate {
  readonly description: string;
  readonly workflowName: string;
  readonly lambdaRuntime: string;
  readonly guarded: boolean;
  /** Days that results are kept in S3; null where all of them are passed on. */
  readonly claimCheckDays: number | null;
  readonly functions: readonly SamFunction[];
  readonly queues: readonly SamQueue[];
  readonly stateMachine: boolean;
  readonly watchesCompensation: boolean;
  readonly alarms: readonly SamAlarm[];
  /** Logical id of the first step's queue. */
  readonly startQueue: string | null;
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
  readonly guarded: boolean;
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
  readonly environment: readonly { readonly variable: string; readonly value: string }[];
  readonly hasPolicies: boolean;
}

interface SamQueue {
  readonly logicalId: string;
  readonly name: string;
  readonly retentionSeconds: number;
  readonly consumed: boolean;
  readonly visibilityTimeoutSeconds: number;
  readonly redriveTo: string | null;
  readonly maxReceiveCount: number;
}

interface SamAlarm {
  readonly logicalId: string;
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimension: string | null;
  readonly dimensionValue: string;
  readonly statistic: "Sum" | "Maximum";
  readonly threshold: number;
}

/** Seconds that a failure router may take; it only reads a message and sends it on. */
const ROUTER_TIMEOUT_SECONDS = 10;

/**
 * Tries of a failure router: at least 5, so that throttling does not use them up ("Configuring a
 * queue to use as an event source", AWS Lambda Developer Guide).
 */
const ROUTER_TRIES = 5;

/** What the templates of AWS SAM mention for this plan. */
export function samTemplate(plan: Plan): SamTemplate {
  const common = {
    description: plan.workflow.description ?? plan.workflow.name,
    workflowName: plan.workflow.name,
    lambdaRuntime: versions.lambdaRuntime,
    guarded: plan.guarded,
    claimCheckDays: plan.claimCheckDays ?? null,
  };
  return plan.transport === "queue"
    ? { ...common, ...queueResources(plan) }
    : { ...common, ...stateMachineResources(plan) };
}

type Resources = Omit<
  SamTemplate,
  "description" | "workflowName" | "lambdaRuntime" | "guarded" | "claimCheckDays"
>;

function queueResources(plan: QueuePlan): Resources {
  const { steps, routers } = plan.functions;
  const functions = [
    ...steps.map(
      ({ task, sendsTo }): SamFunction => ({
        ...fedFunction(task.name, unique([task.name, ...sendsTo]), sendsTo),
        ...stepFunction(plan, task),
        maximumConcurrency: task.concurrency ?? null,
        retries: true,
      }),
    ),
    ...routers.map(
      ({ task, sendsTo }): SamFunction => ({
        ...fedFunction(failureQueue(task.name), sendsTo, sendsTo),
        timeoutSeconds: ROUTER_TIMEOUT_SECONDS,
        guarded: isGuarded(task),
      }),
    ),
  ];
  const queues = [
    ...steps.flatMap(({ task, redriveTo }) => [
      consumedQueue(task.name, task.timeoutSeconds, 1 + task.retry.maxAttempts, redriveTo),
      deadLetters(deadLetterQueue(task.name)),
    ]),
    ...routers.map(({ task, receivedBefore }) => ({
      ...consumedQueue(
        failureQueue(task.name),
        // Where the step is still at work, its failure is looked at again after it must have ended.
        Math.max(ROUTER_TIMEOUT_SECONDS, task.timeoutSeconds),
        receivedBefore + ROUTER_TRIES,
        deadLetterQueue(task.name),
      ),
      retentionSeconds: DEAD_LETTER_RETENTION_SECONDS,
    })),
  ];
  const [first] = plan.workflow.steps;
  return {
    functions,
    queues,
    stateMachine: false,
    watchesCompensation: false,
    alarms: [
      ...steps.map(({ task }) => deadLetterAlarm(task.name)),
      ...steps.map(({ task }) =>
        ageAlarm(task.name, longestRetrying(task.retry, task.timeoutSeconds)),
      ),
      ...routers.map(({ task }) =>
        ageAlarm(failureQueue(task.name), ROUTER_TRIES * visibilityTimeout(task.timeoutSeconds)),
      ),
    ],
    startQueue: first ? queueId(first.name) : null,
  };
}

function stateMachineResources(plan: StateMachinePlan): Resources {
  const functions = plan.steps.map(({ task }): SamFunction => {
    const step = stepFunction(plan, task);
    return {
      ...plainFunction(task.name),
      ...step,
      versioned: true,
      environment: [{ variable: "TIMEOUT_SECONDS", value: `"${task.timeoutSeconds}"` }],
      reservedConcurrency: task.concurrency ?? null,
      hasPolicies: step.guarded || step.usesClaimChecks,
    };
  });
  const watchesCompensation = "CompensationFailed" in plan.definition.States;
  const executionAlarm = (metric: string, what: string): SamAlarm => ({
    logicalId: `${metric}Alarm`,
    description: what,
    namespace: "AWS/States",
    metric,
    dimension: "StateMachineArn",
    dimensionValue: "!Ref StateMachine",
    statistic: "Sum",
    threshold: 0,
  });
  return {
    functions,
    queues: [],
    stateMachine: true,
    watchesCompensation,
    alarms: [
      executionAlarm("ExecutionsFailed", "A workflow failed or was compensated"),
      executionAlarm("ExecutionsTimedOut", "A workflow timed out"),
      ...(watchesCompensation
        ? [
            {
              ...executionAlarm("CompensationFailed", "A compensation failed: a person must look"),
              namespace: "!Ref AWS::StackName",
              dimension: null,
            },
          ]
        : []),
    ],
    startQueue: null,
  };
}

/** What the function of a step needs, whatever calls it. */
function stepFunction({ workflow, steps }: Plan, task: Task) {
  const claimsResultsOf = claimsOf(workflow, task).map(({ name }) => name);
  return {
    description: task.description ?? null,
    timeoutSeconds: task.timeoutSeconds,
    guarded: isGuarded(task) || steps.some((step) => step.task === task && step.undoes),
    keepsResultOf: task.claimCheck ? task.name : null,
    claimsResultsOf,
    claims: claimsResultsOf.length > 0,
    usesClaimChecks: task.claimCheck === true || claimsResultsOf.length > 0,
  };
}

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
    guarded: false,
    keepsResultOf: null,
    claimsResultsOf: [],
    claims: false,
    usesClaimChecks: false,
    receivesFrom: null,
    retries: false,
    sendsTo: [],
    sends: false,
    environment: [],
    hasPolicies: false,
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
    environment: knows.map((name) => ({
      variable: `QUEUE_URL_${name.toUpperCase().replaceAll("-", "_")}`,
      value: `!Ref ${queueId(name)}`,
    })),
    sends: sendsTo.length > 0,
    hasPolicies: true,
  };
}

function consumedQueue(
  name: string,
  functionTimeoutSeconds: number,
  maxReceiveCount: number,
  redriveTo: string,
): SamQueue {
  return {
    logicalId: queueId(name),
    name,
    retentionSeconds: QUEUE_RETENTION_SECONDS,
    consumed: true,
    visibilityTimeoutSeconds: visibilityTimeout(functionTimeoutSeconds),
    redriveTo: queueId(redriveTo),
    maxReceiveCount,
  };
}

function deadLetters(name: string): SamQueue {
  return {
    logicalId: queueId(name),
    name,
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

/** `process-payment-dlq` is `ProcessPaymentDeadLetterQueue`. */
function queueId(name: string): string {
  return name.endsWith("-dlq")
    ? `${pascalCase(name.slice(0, -"-dlq".length))}DeadLetterQueue`
    : `${pascalCase(name)}Queue`;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
