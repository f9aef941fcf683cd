import { compact } from "../../../lists.ts";
import type { PlannedStep } from "../../../plan/plan.ts";
import { about, alarmIn, type Sight } from "../../../render/readme/in-markdown.ts";
import { type Failable, isForwardTask } from "../../../semantics/compensation-order.ts";
import { isRedrivable } from "../../../semantics/failure-routes.ts";
import { spacedDuration } from "../../../workflow/duration.ts";
import type { Compensation } from "../../../workflow/workflow.ts";
import type { TransportReadme } from "../../transport.ts";
import type { StateMachinePlan } from "../plan.ts";

/** Says in README and runbook what a state machine does. */
export const readme: TransportReadme<StateMachinePlan> = {
  byHand: () =>
    "start an execution. Its name is the id of the workflow: starting it twice with the same name and input starts one workflow.",
  failed: (task) =>
    `${isForwardTask(task) ? "" : "the others are stopped at once, and "}${
      isRedrivable("state-machine", task)
        ? "the execution fails and can be redriven"
        : "the execution fails; fix the cause and start it again under another name"
    }`,
  limited: (plan) =>
    about(
      plan,
      ({ task }: PlannedStep) => task.concurrency !== undefined,
      (names) =>
        `Reserved concurrency limits ${names}. Lambda throttles further calls, and they wait. The account must keep the unreserved concurrency that Lambda requires; a new account, with 10 in total, does not have enough.`,
    ),
  ends,
  wholeRows: (plan) => [timeoutRow(plan)],
  compensated: "the execution succeeded, in `Compensated`",
  failedStep: failSight,
  failedCompensation: compensationSight,
};

function ends(plan: StateMachinePlan): string[] {
  const { compensated, compensationFailed } = plan.outcomes;
  const alarm = (name: string) => alarmIn(plan.workflow, name);
  return compact([
    compensated &&
      `Step Functions reports a compensated execution as succeeded: it ends in \`Compensated\`, and its output has the error under \`failure\`. An execution that Step Functions reports as failed needs a person, and ${alarm("executions-failed")} goes off at once, independent of the log.`,
    compensationFailed &&
      `A partly compensated workflow is such a failed execution. The metric does not name the failed state, but each compensation has an alarm that goes off when its function and an execution failed within the same 15 minutes. The history of the execution shows which state failed.`,
    `${alarm("executions-aborted")} goes off when somebody stops an execution: no compensation runs, and you can redrive it.`,
    timeoutLine(plan),
  ]);
}

function timeoutLine({ workflow, definition }: StateMachinePlan): string {
  const { timeoutSeconds } = workflow;
  const rule =
    timeoutSeconds === undefined
      ? "which is longer than its steps can take with all retries, waits and throttled calls; set `timeout` in `workflow.yaml` to change it"
      : "the `timeout` in `workflow.yaml`";
  return `A workflow may take ${spacedDuration(definition.TimeoutSeconds)} as a whole, ${rule}. After that time, Step Functions stops it: no further step and no compensation runs, and ${alarmIn(workflow, "executions-timed-out")} goes off. If you redrive it, it continues where it stopped and has the full time again.`;
}

/** Returns the row about a workflow that takes too long. */
function timeoutRow({ definition, workflow }: StateMachinePlan): string {
  const time = spacedDuration(definition.TimeoutSeconds);
  return `| the whole workflow takes ${time} | ${alarmIn(workflow, "executions-timed-out")} | the execution ended as \`TIMED_OUT\`: redrive it |`;
}

/** Returns the signs of a step that has failed for good. */
function failSight(plan: StateMachinePlan, one: Failable): Sight {
  return {
    alarm: alarmIn(plan.workflow, "executions-failed"),
    place: isRedrivable(plan.transport, one)
      ? `the execution ended in \`${one.name}\`: redrive it`
      : `the execution ended in \`${one.name} failed\`: start it again`,
  };
}

/** Returns the signs of a compensation that has failed for good. */
function compensationSight(plan: StateMachinePlan, { name }: Compensation): Sight {
  return {
    alarm: [
      alarmIn(plan.workflow, "executions-failed"),
      alarmIn(plan.workflow, `${name}-function-failed`),
    ].join(", "),
    place: `the execution failed in \`${name}\`: redrive it, and the remaining compensations run`,
  };
}
