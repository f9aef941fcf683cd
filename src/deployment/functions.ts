import { claimsOf } from "../plan/claim-checks.ts";
import type { Plan } from "../plan/plan.ts";
import { versions } from "../plan/versions.ts";
import { descriptions } from "../transports/descriptions.ts";
import { isGuarded } from "../workflow/idempotency.ts";
import type { Task } from "../workflow/workflow.ts";
import type { LambdaFunction } from "./model.ts";
import { LOGS, STACK } from "./references.ts";
import { claims, keepsResult, type Use } from "./uses.ts";

/** Returns what a function has of the task that it runs. */
export function ofTask({ description, timeoutSeconds }: Task) {
  return { description: description ?? null, timeoutSeconds };
}

/** Returns what a task does with results in S3. */
export function usesOfClaimChecks({ workflow }: Plan, task: Task): Use[] {
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

/** The variables that every function has, whatever it does; the others are its own. */
export const commonVariables: readonly string[] = [
  "NODE_OPTIONS",
  "POWERTOOLS_SERVICE_NAME",
  "POWERTOOLS_METRICS_NAMESPACE",
];

function commonEnvironment({ transport, workflow }: Plan): Record<string, string> {
  return {
    NODE_OPTIONS: "--enable-source-maps",
    POWERTOOLS_SERVICE_NAME: workflow.name,
    ...(descriptions[transport].countsEnds && { POWERTOOLS_METRICS_NAMESPACE: STACK }),
  };
}

/** Tells whether the function of a task writes or reads records of what was done. */
export function keepsRecords({ steps }: Pick<Plan, "steps">, task: Task): boolean {
  return isGuarded(task) || steps.some((step) => step.task === task && step.undoes !== undefined);
}
