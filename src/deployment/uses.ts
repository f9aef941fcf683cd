import { compact } from "../lists.ts";
import { constantCase } from "../workflow/letter-case.ts";
import type { LambdaFunction, Statement } from "./model.ts";
import {
  APPROVAL_TABLE,
  CLAIM_CHECK_BUCKET,
  EXECUTIONS,
  IDEMPOTENCY_TABLE,
  nameIn,
  reference,
  STATE_MACHINE,
} from "./references.ts";

/** Something that a function does with what else is deployed: the variables and the permissions that it takes. */
export interface Use {
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly Statement[];
}

/** Returns what a function may do an action on. */
export const resourcesFor = ({ statements }: LambdaFunction, action: string): string[] =>
  statements
    .filter(({ actions }) => actions.includes(action))
    .flatMap(({ resources }) => resources);

/** Returns the names of the queues that a function sends to. */
export const queuesSentTo = (fn: LambdaFunction): string[] =>
  resourcesFor(fn, "sqs:SendMessage").flatMap((arn) => nameIn(arn) ?? []);

/** Returns the steps whose results a function gets from S3. */
export const claimedSteps = (fn: LambdaFunction): string[] =>
  resourcesFor(fn, "s3:GetObject").map((arn) => arn.slice(resultsOf("").length));

const allow = (actions: readonly string[], resources: readonly string[]): Statement => ({
  effect: "Allow",
  actions,
  resources,
});

const WORKFLOW = reference("stateMachine", STATE_MACHINE, "arn");
const STATE_MACHINE_VARIABLE = { STATE_MACHINE_ARN: WORKFLOW };

/** Takes messages from a queue; a function that retries decides when a message comes back. */
export function receives(queue: string, retries?: "retries"): Use {
  const actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
  return {
    environment: {},
    statements: [
      allow(retries ? [...actions, "sqs:ChangeMessageVisibility"] : actions, [
        reference("queue", queue, "arn"),
      ]),
    ],
  };
}

/** Knows the URLs of queues, and sends to some of them. */
export function sends(knows: readonly string[], sendsTo: readonly string[]): Use {
  return {
    environment: Object.fromEntries(
      knows.map((queue) => [`QUEUE_URL_${constantCase(queue)}`, reference("queue", queue, "url")]),
    ),
    statements: compact([
      sendsTo.length > 0 &&
        allow(
          ["sqs:SendMessage"],
          sendsTo.map((queue) => reference("queue", queue, "arn")),
        ),
    ]),
  };
}

const TABLE_ACTIONS = {
  records: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
  "counts tries": ["dynamodb:UpdateItem"],
};

/** Writes to the idempotency table what was done, or only how often it was tried. */
export function usesTable(what: keyof typeof TABLE_ACTIONS): Use {
  return {
    environment: { IDEMPOTENCY_TABLE: reference("table", IDEMPOTENCY_TABLE, "name") },
    statements: [allow(TABLE_ACTIONS[what], [reference("table", IDEMPOTENCY_TABLE, "arn")])],
  };
}

const APPROVAL_ENVIRONMENT = { APPROVAL_TABLE: reference("table", APPROVAL_TABLE, "name") };
const APPROVALS = [reference("table", APPROVAL_TABLE, "arn")];

/** Asks for an answer, and keeps the token with which it is given. */
export const asksForAnswer: Use = {
  environment: APPROVAL_ENVIRONMENT,
  statements: [allow(["dynamodb:PutItem"], APPROVALS)],
};

/** Gives the state machine the answer. */
export const answers: Use = {
  environment: APPROVAL_ENVIRONMENT,
  statements: [
    allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], APPROVALS),
    allow(["states:SendTaskSuccess", "states:SendTaskFailure"], [WORKFLOW]),
  ],
};

const BUCKET_ENVIRONMENT = {
  CLAIM_CHECK_BUCKET: reference("bucket", CLAIM_CHECK_BUCKET, "name"),
};

/** ARN of the results of a step, of all workflows. */
const resultsOf = (step: string) => `${reference("bucket", CLAIM_CHECK_BUCKET, "arn")}/*/${step}`;

/** Keeps the results of a step in S3. */
export function keepsResult(step: string): Use {
  return {
    environment: BUCKET_ENVIRONMENT,
    statements: [allow(["s3:PutObject"], [resultsOf(step)])],
  };
}

/** Gets the results of steps from there. */
export function claims(steps: readonly string[]): Use {
  return {
    environment: BUCKET_ENVIRONMENT,
    statements: [allow(["s3:GetObject"], steps.map(resultsOf))],
  };
}

export const startsExecutions: Use = {
  environment: STATE_MACHINE_VARIABLE,
  statements: [allow(["states:StartExecution"], [WORKFLOW])],
};

/** Tells a caller who starts a workflow again how far the first one is. */
export const findsExecutions: Use = {
  environment: STATE_MACHINE_VARIABLE,
  statements: [allow(["states:DescribeExecution"], [EXECUTIONS])],
};

export const readsExecutions: Use = {
  environment: STATE_MACHINE_VARIABLE,
  statements: [allow(["states:DescribeExecution", "states:GetExecutionHistory"], [EXECUTIONS])],
};
