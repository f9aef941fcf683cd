import type { PlannedStep } from "../../../plan/plan.ts";
import { alarmIn, type Sight } from "../../../render/readme/in-markdown.ts";
import type { Failable } from "../../../semantics/compensation-order.ts";
import { isRedrivable } from "../../../semantics/failure-routes.ts";
import { spacedDuration } from "../../../workflow/duration.ts";
import type { StateMachinePlan } from "../plan.ts";

/** Returns the row about a workflow that takes too long. */
export function timeoutRow({ definition, workflow }: StateMachinePlan): string {
  const time = spacedDuration(definition.TimeoutSeconds);
  return `| the workflow as a whole: takes ${time} | ${alarmIn(workflow, "executions-timed-out")} | the execution ended as \`TIMED_OUT\`: redrive it |`;
}

/** Returns the signs of a step that has failed for good. */
export function failSight(plan: StateMachinePlan, step: PlannedStep, one: Failable): Sight {
  return {
    alarm: alarmIn(plan.workflow, "executions-failed"),
    place: isRedrivable(plan.transport, one)
      ? `the execution ended in \`${step.task.name}\`: redrive it`
      : `the execution ended in \`${step.task.name} failed\`: start it again`,
  };
}

/** Returns the signs of a compensation that has failed for good. */
export function compensationSight(plan: StateMachinePlan, step: PlannedStep): Sight {
  return {
    alarm: [
      alarmIn(plan.workflow, "executions-failed"),
      alarmIn(plan.workflow, `${step.task.name}-function-failed`),
    ].join(", "),
    place: `the execution failed in \`${step.task.name}\`: redrive it, and the rest is undone`,
  };
}
