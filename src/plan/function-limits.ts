import { type Finding, labelOf, type Path, sentence } from "../workflow/finding.ts";
import { locationsOf } from "../workflow/locations.ts";
import { constantCase } from "../workflow/names.ts";
import type { Task } from "../workflow/workflow.ts";
import { claimsOf } from "./claim-checks.ts";
import { bucketName, deployedQueueUrl, madeName, queueArn, stackName } from "./deployed-names.ts";
import { keepsRecords, type Plan } from "./plan.ts";
import type { BeginFunction } from "./queue-functions.ts";
import { MAX_POLICY_CHARACTERS } from "./role-policy.ts";

/** "Lambda quotas", AWS Lambda Developer Guide: environment variables, 4 KB in all. */
const MAX_ENVIRONMENT_BYTES = 4_096;

/** Ours: a policy that names one queue and one result needs fewer. */
const OTHER_POLICY_CHARACTERS = 1_200;

/** What of a function grows with the workflow. */
export interface FunctionNeeds {
  /** The step whose work it does; undefined for the function with which a workflow begins. */
  readonly task: Task | undefined;
  /** The queues whose URLs it knows, and those of them that it sends to. */
  readonly knows: readonly string[];
  readonly sendsTo: readonly string[];
  readonly usesTable: boolean;
  /** The steps whose results it may get from S3; `undefined` where it does not use the bucket. */
  readonly claims: readonly string[] | undefined;
}

/** Returns what is wrong with functions that reach further than Lambda and IAM have room for. */
export function functionLimitProblems(plan: Plan): Finding[] {
  return functionNeeds(plan).flatMap((needs) => [
    ...environmentProblems(plan, needs),
    ...policyProblems(plan, needs),
  ]);
}

/** Returns what the functions need: those of the steps, and with queues that with which a workflow begins. */
export function functionNeeds(plan: Plan): FunctionNeeds[] {
  const ofStep = (task: Task, sendsTo: readonly string[]): FunctionNeeds => {
    const claims = claimsOf(plan.workflow, task).map(({ name }) => name);
    return {
      task,
      knows: plan.transport === "queue" ? [...new Set([task.name, ...sendsTo])] : [],
      sendsTo,
      usesTable: plan.transport === "queue" || keepsRecords(plan, task),
      claims: task.claimCheck || claims.length > 0 ? claims : undefined,
    };
  };
  if (plan.transport === "state-machine") return plan.steps.map(({ task }) => ofStep(task, []));
  const { begin, steps } = plan.functions;
  const beginNeeds = ({ sendsTo }: BeginFunction): FunctionNeeds => {
    return { task: undefined, knows: sendsTo, sendsTo, usesTable: false, claims: undefined };
  };
  return [
    ...(begin ? [beginNeeds(begin)] : []),
    ...steps.map(({ task, sendsTo }) => ofStep(task, sendsTo)),
  ];
}

function environmentProblems(plan: Plan, needs: FunctionNeeds): Finding[] {
  const bytes = JSON.stringify(environmentOf(plan, needs)).length;
  if (bytes <= MAX_ENVIRONMENT_BYTES) return [];
  const { length } = stackName(plan.workflow);
  const at = placeOf(plan, needs);
  return [
    {
      code: "ENVIRONMENT_TOO_LARGE",
      message:
        `${sentence(labelOf(plan.workflow, at))}: work may go on from here to ${needs.sendsTo.length} queues. Their URLs make ` +
        `an environment of ${bytes} bytes in a stack whose name has ${length} characters, Lambda takes ${MAX_ENVIRONMENT_BYTES}.`,
      suggestion:
        "Put a function between the choices, give the workflow and its steps shorter names, or use transport: state-machine.",
      at,
    },
  ];
}

/** Returns the environment of a function, with values as long as those that are deployed. */
export function environmentOf(
  plan: Plan,
  { knows, usesTable, claims }: FunctionNeeds,
): Record<string, string> {
  const stack = stackName(plan.workflow);
  return {
    NODE_OPTIONS: "--enable-source-maps",
    POWERTOOLS_SERVICE_NAME: plan.workflow.name,
    ...(plan.transport === "queue" && { POWERTOOLS_METRICS_NAMESPACE: stack }),
    ...Object.fromEntries(
      knows.map((queue) => [
        `QUEUE_URL_${constantCase(queue)}`,
        deployedQueueUrl(queueName(plan, queue)),
      ]),
    ),
    ...(usesTable && { IDEMPOTENCY_TABLE: madeName(stack, "IdempotencyTable") }),
    ...(claims && { CLAIM_CHECK_BUCKET: bucketName(stack, "ClaimCheckBucket") }),
  };
}

function policyProblems(plan: Plan, needs: FunctionNeeds): Finding[] {
  const characters = policyCharacters(plan, needs);
  if (characters <= MAX_POLICY_CHARACTERS) return [];
  const at = placeOf(plan, needs);
  return [
    {
      code: "ROLE_POLICY_TOO_LARGE",
      message:
        `${sentence(labelOf(plan.workflow, at))}: its function sends to ${needs.sendsTo.length} queues and may read ${needs.claims?.length ?? 0} results: ` +
        `its role needs about ${characters} characters of policy, IAM takes ${MAX_POLICY_CHARACTERS}.`,
      suggestion:
        "Take claimCheck out where results are small, give the workflow and its steps shorter names, or split the workflow.",
      at,
    },
  ];
}

/** Returns how many characters the policy of a function's role has at most. */
export function policyCharacters(plan: Plan, { sendsTo, claims = [] }: FunctionNeeds): number {
  const bucket = bucketName(stackName(plan.workflow), "ClaimCheckBucket");
  const resources = [
    ...sendsTo.map((queue) => queueArn(queueName(plan, queue))),
    ...claims.map((step) => `arn:aws:s3:::${bucket}/*/${step}`),
  ];
  return OTHER_POLICY_CHARACTERS + JSON.stringify(resources).length;
}

function queueName({ workflow }: Plan, queue: string): string {
  return `${stackName(workflow)}-${queue}${workflow.queue ? ".fifo" : ""}`;
}

function placeOf({ workflow }: Plan, { task }: FunctionNeeds): Path {
  return locationsOf(workflow).find((place) => place.task === task)?.at ?? ["steps", 0];
}
