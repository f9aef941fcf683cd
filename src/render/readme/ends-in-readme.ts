import { enumerated } from "../../messages/words.ts";
import type { Plan, PlannedStep, StateMachinePlan } from "../../plan/plan.ts";
import { outcomesOf } from "../../semantics/outcomes.ts";
import { wordsOf } from "../../targets/descriptions.ts";
import { DEFAULTS } from "../../workflow/defaults.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import { fold } from "../fold.ts";
import { about } from "./failure-table.ts";

export function limited(plan: Plan): string[] {
  const isLimited = ({ task }: PlannedStep) => task.concurrency !== undefined;
  if (plan.transport === "state-machine") {
    return about(
      plan,
      isLimited,
      (names) =>
        `Reserved concurrency limits ${names}. What exceeds it is throttled and waits its turn; the account needs as much unreserved concurrency left as Lambda asks for, which a new account, with 10 in all, has not.`,
    );
  }
  const most = `A step takes at most ${DEFAULTS.queueConcurrency} messages at once (\`MaximumConcurrency\` of its event source mapping), as many as a new account lets run; \`concurrency\` in \`workflow.yaml\` says otherwise`;
  const counted =
    "Work that Lambda throttles waits its turn: what counts as a try is what a function has begun.";
  const own = about(plan, isLimited, (names) => `${most}, as it does for ${names}. ${counted}`);
  return own.length > 0 ? own : fold(`${most}. ${counted}`);
}

/** Paragraphs about how ends are counted, and which raise an alarm. */
export function endLines(plan: Plan): string[] {
  const { compensated, failed, compensationFailed } = outcomesOf(plan);
  const { alarmName, shareSetting } = wordsOf(plan.workflow);
  const alarm = (name: string) => `\`${alarmName(name)}\``;
  const ends = [
    "`Succeeded`",
    ...(compensated ? ["`Compensated`"] : []),
    ...(failed ? ["`Failed`"] : []),
    ...(compensationFailed ? ["`CompensationFailed`"] : []),
  ];
  const alarmed = failed || compensationFailed ? "The failures raise an alarm at once. " : "";
  const paragraphs = [
    ...(plan.transport === "queue"
      ? [
          `How workflows end is counted in the namespace of the stack: ${enumerated(ends)}. ${alarmed}What is redriven counts again when it ends. Lines of the log are what counts, so leave its level at \`INFO\` or below. What SQS itself has moved, because no function could take it, has no such line: there the alarm of its dead-letter queue tells.`,
        ]
      : []),
    ...(plan.transport === "state-machine" && compensated
      ? [
          `For Step Functions an execution that is compensated has succeeded: it ends in \`Compensated\`, and its output has the error under \`failure\`. What it counts as failed needs a person, and ${alarm("executions-failed")} goes off at once, whatever becomes of logs.`,
        ]
      : []),
    ...(plan.transport === "state-machine" && compensationFailed
      ? [
          `A workflow that is half undone is such a failed execution. Step Functions does not say which state failed; each compensation has an alarm that does, which goes off when its function and an execution failed within the same 15 minutes. The execution's history is what is certain.`,
        ]
      : []),
    ...(plan.transport === "state-machine"
      ? [
          `${alarm("executions-aborted")} goes off when somebody stops an execution: nothing of it is undone then, and it can be redriven.`,
          timeoutLine(plan),
        ]
      : []),
    ...(plan.guarded || plan.forms.approvals
      ? [
          "Steps cannot run without their table: it has alarms for when DynamoDB throttles it (`ThrottledRequests`) and for errors of DynamoDB (`SystemErrors`).",
        ]
      : []),
    ...(compensated
      ? [
          `One compensated workflow is business, such as a declined card; many are an outage. ${alarm("compensated")} goes off when more than half of the workflows that ended within 15 minutes were compensated, and at least five ended. ${shareSetting}`,
        ]
      : []),
  ];
  return paragraphs.flatMap((text) => [...fold(text), ""]);
}

function timeoutLine({ workflow, definition }: StateMachinePlan): string {
  const { timeoutSeconds } = workflow;
  const rule =
    timeoutSeconds === undefined
      ? "more than its steps take with all of their retries, waits and turns; `timeout` in `workflow.yaml` says otherwise"
      : "by the `timeout` in `workflow.yaml`";
  return `A workflow may take ${spacedDuration(definition.TimeoutSeconds)} as a whole, ${rule}. Then Step Functions ends it, nothing more of it is done or undone, and \`${wordsOf(workflow).alarmName("executions-timed-out")}\` goes off. Redriven, it goes on where it was and has as long again.`;
}
