import {
  keepsRecords,
  lambdaFunction,
  ofTask,
  usesOfClaimChecks,
} from "../../../deployment/functions.ts";
import type { LambdaFunction } from "../../../deployment/model.ts";
import { asksForAnswer, usesTable } from "../../../deployment/uses.ts";
import { isApproval } from "../../../forms/traits.ts";
import type { StateMachinePlan } from "../plan.ts";

/** Returns the functions of the steps. An execution calls the version that it began with. */
export function stateMachineFunctions(plan: StateMachinePlan): LambdaFunction[] {
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
