import { compact } from "../../../lists.ts";
import type { PlannedStep } from "../../../plan/plan.ts";
import { about, alarmIn } from "../../../render/readme/in-markdown.ts";
import { isForwardTask } from "../../../semantics/compensation-order.ts";
import { isRedrivable } from "../../../semantics/failure-routes.ts";
import { spacedDuration } from "../../../workflow/duration.ts";
import type { TransportReadme } from "../../transport.ts";
import type { StateMachinePlan } from "../plan.ts";
import { compensationSight, failSight, timeoutRow } from "./runbook.ts";

/** Says in README and runbook what a state machine does. */
export const readme: TransportReadme<StateMachinePlan> = {
  byHand: () =>
    "start an execution. Its name is the id of the workflow: the same name and input do not start it twice.",
  failed: (task) =>
    `${isForwardTask(task) ? "" : "the others are stopped at once, and "}${
      isRedrivable("state-machine", task)
        ? "the execution fails and can be redriven"
        : "the execution fails; mend the cause and start it again under another name"
    }`,
  limited: (plan) =>
    about(
      plan,
      ({ task }: PlannedStep) => task.concurrency !== undefined,
      (names) =>
        `Reserved concurrency limits ${names}. What exceeds it is throttled and waits its turn; the account needs as much unreserved concurrency left as Lambda asks for, which a new account, with 10 in all, has not.`,
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
      `For Step Functions an execution that is compensated has succeeded: it ends in \`Compensated\`, and its output has the error under \`failure\`. What it counts as failed needs a person, and ${alarm("executions-failed")} goes off at once, whatever becomes of logs.`,
    compensationFailed &&
      `A workflow that is half undone is such a failed execution. Step Functions does not say which state failed; each compensation has an alarm that does, which goes off when its function and an execution failed within the same 15 minutes. The execution's history is what is certain.`,
    `${alarm("executions-aborted")} goes off when somebody stops an execution: nothing of it is undone then, and it can be redriven.`,
    timeoutLine(plan),
  ]);
}

function timeoutLine({ workflow, definition }: StateMachinePlan): string {
  const { timeoutSeconds } = workflow;
  const rule =
    timeoutSeconds === undefined
      ? "more than its steps take with all of their retries, waits and turns; `timeout` in `workflow.yaml` says otherwise"
      : "by the `timeout` in `workflow.yaml`";
  return `A workflow may take ${spacedDuration(definition.TimeoutSeconds)} as a whole, ${rule}. Then Step Functions ends it, nothing more of it is done or undone, and ${alarmIn(workflow, "executions-timed-out")} goes off. Redriven, it goes on where it was and has as long again.`;
}
