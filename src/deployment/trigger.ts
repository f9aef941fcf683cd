import { compact } from "../lists.ts";
import type { Plan } from "../plan/plan.ts";
import { descriptions } from "../transports/descriptions.ts";
import type { Carried } from "../transports/transport.ts";
import { ANSWER_FUNCTION, answerPath, hasAnswerRequest, statusPath } from "../workflow/trigger.ts";
import type { Trigger } from "../workflow/workflow.ts";
import { lambdaFunction } from "./functions.ts";
import type { Api, LambdaFunction, Output, Queue, Route } from "./model.ts";
import { deadLetterQueue, deadLetters } from "./queues.ts";
import { API, LOGS, reference } from "./references.ts";
import { answers, readsExecutions, type Use } from "./uses.ts";

/** Seconds that the functions of a trigger may take: each makes a call or two. */
const TIMEOUT_SECONDS = 10;

const START = "start";

/** The queue of what could not start a workflow. */
export const START_DEAD_LETTERS = deadLetterQueue(START);

type ApiTrigger = Extract<Trigger, { kind: "api" }>;

/** Returns the functions that start a workflow, tell how far it is, and take answers. */
export function triggerFunctions(plan: Plan, { startUses }: Carried): LambdaFunction[] {
  const { trigger } = plan.workflow;
  if (!trigger) return [];
  const api = trigger.kind === "api" && trigger;
  const { tellsProgress } = descriptions[plan.transport];
  return compact([
    startFunction(plan, trigger, startUses),
    api && tellsProgress && statusFunction(plan, api),
    api && hasAnswerRequest(plan.workflow) && answerFunction(plan, api),
  ]);
}

function startFunction(plan: Plan, trigger: Trigger, uses: readonly Use[]): LambdaFunction {
  return {
    ...lambdaFunction(plan, START, uses),
    role: "start",
    description: "Starts the workflow",
    timeoutSeconds: TIMEOUT_SECONDS,
    ...invokedBy(trigger),
  };
}

function invokedBy(trigger: Trigger): Partial<LambdaFunction> {
  switch (trigger.kind) {
    case "api":
      return { routes: [route(trigger.method, trigger.path)] };
    case "schedule":
      return {
        asynchronous: ASYNCHRONOUS,
        schedules: [
          {
            expression: trigger.expression,
            input: '{ "scheduledTime": "<aws.scheduler.scheduled-time>" }',
            retries: 10,
            retriedForSeconds: 3_600,
            deadLetters: DEAD_LETTERS,
          },
        ],
      };
    case "event":
      return {
        asynchronous: ASYNCHRONOUS,
        eventRules: [
          {
            sources: [trigger.source],
            detailTypes: [trigger.detailType],
            retries: 185,
            retriedForSeconds: 86_400,
            deadLetters: DEAD_LETTERS,
          },
        ],
      };
  }
}

const DEAD_LETTERS = reference("queue", START_DEAD_LETTERS, "arn");
const ASYNCHRONOUS = { retries: 2, onFailure: DEAD_LETTERS };

function route(method: string, path: string, keepsAuthorizer = false): Route {
  return { method, path, authorizer: "AWS_IAM", keepsAuthorizer };
}

function statusFunction(plan: Plan, { path }: ApiTrigger): LambdaFunction {
  return {
    ...lambdaFunction(plan, "status", [readsExecutions]),
    role: "status",
    description: "Returns the progress of a workflow",
    timeoutSeconds: TIMEOUT_SECONDS,
    routes: [route("GET", statusPath(path))],
  };
}

/** Returns the function that answers approvals. Its route keeps IAM, so that users who may only start workflows cannot approve. */
function answerFunction(plan: Plan, { path }: ApiTrigger): LambdaFunction {
  return {
    ...lambdaFunction(plan, ANSWER_FUNCTION, [answers]),
    role: "answer",
    description: "Passes an answer to a waiting workflow",
    timeoutSeconds: TIMEOUT_SECONDS,
    routes: [route("POST", answerPath(path), true)],
  };
}

/** Returns the queue of what could not start a workflow, where nobody waits for an answer. */
export function triggerQueues({ workflow: { trigger } }: Plan): Queue[] {
  if (trigger === undefined || trigger.kind === "api") return [];
  return [trigger.kind === "event" ? sentToByEvents() : deadLetters(START_DEAD_LETTERS)];
}

/** EventBridge sends as itself, and needs leave of the queue; EventBridge Scheduler has a role. */
function sentToByEvents(): Queue {
  const queue = deadLetters(START_DEAD_LETTERS);
  return {
    ...queue,
    policy: [
      {
        effect: "Allow",
        principal: "events.amazonaws.com",
        actions: ["sqs:SendMessage"],
        resources: [DEAD_LETTERS],
        condition: {
          ArnLike: {
            "aws:SourceArn": "arn:${partition}:events:${region}:${account}:rule/${stack}-*",
          },
        },
      },
      ...queue.policy,
    ],
  };
}

const ACCESS_LOG =
  '{ "requestId": "$context.requestId", "time": "$context.requestTime", "route": "$context.routeKey", "status": "$context.status", "latency": "$context.responseLatency", "error": "$context.integrationErrorMessage" }';

/** Returns the API, where a request starts a workflow. */
export function apis({ workflow: { trigger } }: Plan): Api[] {
  if (trigger?.kind !== "api") return [];
  return [
    {
      name: API,
      throttling: { rate: 50, burst: 100 },
      accessLog: { group: LOGS.api, format: ACCESS_LOG },
    },
  ];
}

/** Returns the URL of the API. */
export function apiOutputs({ workflow: { trigger } }: Plan): Output[] {
  if (trigger?.kind !== "api") return [];
  const host = `${reference("api", API, "id")}.execute-api.\${region}.\${urlSuffix}`;
  return [
    {
      name: "ApiUrl",
      description: `${trigger.method} the input of a workflow here`,
      value: `https://${host}${trigger.path}`,
    },
  ];
}
