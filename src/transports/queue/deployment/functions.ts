import {
  keepsRecords,
  lambdaFunction,
  ofTask,
  usesOfClaimChecks,
} from "../../../deployment/functions.ts";
import type { LambdaFunction } from "../../../deployment/model.ts";
import { receives, sends, usesTable } from "../../../deployment/uses.ts";
import { DEFAULTS } from "../../../workflow/defaults.ts";
import type { QueuePlan } from "../plan.ts";
import { BEGIN } from "../queue-functions.ts";

/** Seconds that the function may take that sends a workflow to where it begins. */
export const BEGIN_TIMEOUT_SECONDS = 10;

/** Returns the functions of the steps, behind that with which a workflow may begin. */
export function queueFunctions(plan: QueuePlan): LambdaFunction[] {
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
