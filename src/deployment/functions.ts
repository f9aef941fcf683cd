import { isApproval } from "../forms/traits.ts";
import { claimsOf } from "../plan/claim-checks.ts";
import { longestStackName } from "../plan/deployed-names.ts";
import { keepsRecords, type Plan, type QueuePlan, type StateMachinePlan } from "../plan/plan.ts";
import { versions } from "../plan/versions.ts";
import { BEGIN } from "../transports/queue/queue-functions.ts";
import { DEFAULTS } from "../workflow/defaults.ts";
import type { Task } from "../workflow/workflow.ts";
import type { Deployment, LambdaFunction } from "./model.ts";
import { LOGS, STACK } from "./references.ts";
import {
  asksForAnswer,
  claims,
  keepsResult,
  receives,
  sends,
  type Use,
  usesTable,
} from "./uses.ts";

/** Seconds that the function may take that sends a workflow to where it begins. */
export const BEGIN_TIMEOUT_SECONDS = 10;

/** Returns the functions of the steps, behind that with which a workflow on queues begins. */
export function stepFunctions(plan: Plan): LambdaFunction[] {
  return plan.transport === "queue" ? queueFunctions(plan) : stateMachineFunctions(plan);
}

function queueFunctions(plan: QueuePlan): LambdaFunction[] {
  const { begin, steps } = plan.functions;
  return [
    ...(begin ? [beginFunction(plan, begin.sendsTo)] : []),
    ...steps.map(({ task, sendsTo }) => ({
      ...lambdaFunction(plan, task.name, [
        receives(task.name, "retries"),
        sends([...new Set([task.name, ...sendsTo])], sendsTo),
        usesTable(keepsRecords(plan, task) ? "records" : "counts tries"),
        ...usesOfClaimChecks(plan, task),
      ]),
      ...ofTask(task),
      allowsLoops: sendsTo.includes(task.name),
      mapping: mapping(task.name, task.concurrency),
    })),
  ];
}

function beginFunction(plan: QueuePlan, sendsTo: readonly string[]): LambdaFunction {
  return {
    ...lambdaFunction(plan, BEGIN, [receives(BEGIN), sends(sendsTo, sendsTo)]),
    role: "begin",
    description: "Sends a new workflow to where it begins",
    timeoutSeconds: BEGIN_TIMEOUT_SECONDS,
    mapping: mapping(BEGIN),
  };
}

/** One message at a time: each has a retry of its own. */
function mapping(queue: string, concurrency: number = DEFAULTS.queueConcurrency) {
  return {
    queue,
    batchSize: 1,
    maximumConcurrency: concurrency,
    reportsFailures: true,
    enabled: true,
    filtered: false,
  };
}

function stateMachineFunctions(plan: StateMachinePlan): LambdaFunction[] {
  return plan.steps.map(({ task }) => ({
    ...lambdaFunction(plan, task.name, [
      ...(isApproval(task) ? [asksForAnswer] : []),
      ...(keepsRecords(plan, task) ? [usesTable("records")] : []),
      ...usesOfClaimChecks(plan, task),
    ]),
    ...ofTask(task),
    publishesVersions: true,
    ...(task.concurrency !== undefined && { reservedConcurrency: task.concurrency }),
  }));
}

function ofTask({ description, timeoutSeconds }: Task) {
  return { description: description ?? null, timeoutSeconds };
}

function usesOfClaimChecks({ workflow }: Plan, task: Task): Use[] {
  const claimed = claimsOf(workflow, task).map(({ name }) => name);
  return [
    ...(task.claimCheck ? [keepsResult(task.name)] : []),
    ...(claimed.length > 0 ? [claims(claimed)] : []),
  ];
}

/** Returns a function as all of them are; it does the work of a step. */
export function lambdaFunction(plan: Plan, name: string, uses: readonly Use[]): LambdaFunction {
  return {
    name,
    role: "step",
    description: null,
    bundle: `dist/${name}`,
    handler: "index.handler",
    runtime: versions.lambdaRuntime,
    architecture: "arm64",
    memoryMegabytes: 256,
    timeoutSeconds: 0,
    environment: Object.assign(
      commonEnvironment(plan),
      ...uses.map(({ environment }) => environment),
    ),
    traced: true,
    logsTo: LOGS.functions,
    publishesVersions: false,
    allowsLoops: false,
    layers: [],
    statements: uses.flatMap(({ statements }) => statements),
    managedPolicies: [],
    routes: [],
    schedules: [],
    eventRules: [],
  };
}

/** Returns what stands in the environment of every function. */
function commonEnvironment({ transport, workflow }: Plan): Record<string, string> {
  return {
    NODE_OPTIONS: "--enable-source-maps",
    POWERTOOLS_SERVICE_NAME: workflow.name,
    ...(transport === "queue" && { POWERTOOLS_METRICS_NAMESPACE: STACK }),
  };
}

/** Returns how long the longest name of a function is that is made of the stack and its entry. */
export function longestFunctionName(plan: Plan, { functions }: Deployment): number {
  return longestStackName(plan) + 1 + Math.max(...functions.map(({ name }) => name.length));
}
