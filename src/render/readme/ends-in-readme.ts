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
        `Reserved concurrency limits ${names}. Lambda throttles further calls, and they wait. The account must keep the unreserved concurrency that Lambda requires; a new account, with 10 in total, does not have enough.`,
    );
  }
  const most = `A step takes at most ${DEFAULTS.queueConcurrency} messages at once (\`MaximumConcurrency\` of its event source mapping), the limit of a new account, unless \`concurrency\` in \`workflow.yaml\` sets another value`;
  const counted =
    "Throttled work waits and uses up no try: only calls that a function has started count.";
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
  const alarmed = failed || compensationFailed ? "Failures raise an alarm at once. " : "";
  const paragraphs = [
    ...(plan.transport === "queue"
      ? [
          `Metrics in the namespace of the stack count how workflows end: ${enumerated(ends)}. ${alarmed}A redriven workflow counts again when it ends. The metrics count log lines, so keep the log level at \`INFO\` or below. A message that SQS itself moved, because no function could process it, has no such line; the alarm of its dead-letter queue reports it.`,
        ]
      : []),
    ...(plan.transport === "state-machine" && compensated
      ? [
          `Step Functions reports a compensated execution as succeeded: it ends in \`Compensated\`, and its output has the error under \`failure\`. An execution that Step Functions reports as failed needs a person, and ${alarm("executions-failed")} goes off at once, independent of the log.`,
        ]
      : []),
    ...(plan.transport === "state-machine" && compensationFailed
      ? [
          `A partly compensated workflow is such a failed execution. The metric does not name the failed state, but each compensation has an alarm that goes off when its function and an execution failed within the same 15 minutes. The history of the execution shows which state failed.`,
        ]
      : []),
    ...(plan.transport === "state-machine"
      ? [
          `${alarm("executions-aborted")} goes off when somebody stops an execution: no compensation runs, and you can redrive it.`,
          timeoutLine(plan),
        ]
      : []),
    ...(plan.guarded || plan.forms.approvals
      ? [
          "Steps cannot run without their table. It has alarms for throttling by DynamoDB (`ThrottledRequests`) and for errors of DynamoDB (`SystemErrors`).",
        ]
      : []),
    ...(compensated
      ? [
          `A single compensated workflow is normal, such as a declined card; many indicate an outage. ${alarm("compensated")} goes off when more than half of the workflows that ended within 15 minutes were compensated, and at least five ended. ${shareSetting}`,
        ]
      : []),
  ];
  return paragraphs.flatMap((text) => [...fold(text), ""]);
}

function timeoutLine({ workflow, definition }: StateMachinePlan): string {
  const { timeoutSeconds } = workflow;
  const rule =
    timeoutSeconds === undefined
      ? "which is longer than its steps can take with all retries, waits and throttled calls; set `timeout` in `workflow.yaml` to change it"
      : "the `timeout` in `workflow.yaml`";
  return `The whole workflow may take ${spacedDuration(definition.TimeoutSeconds)}, ${rule}. After that, Step Functions ends it without running further steps or compensations, and \`${wordsOf(workflow).alarmName("executions-timed-out")}\` goes off. A redrive continues where it ended and has the full time again.`;
}
