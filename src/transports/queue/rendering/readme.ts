import { enumerated } from "../../../messages/words.ts";
import type { PlannedStep } from "../../../plan/plan.ts";
import { fold } from "../../../render/fold.ts";
import { about, alarmIn, type Sight } from "../../../render/readme/in-markdown.ts";
import { DEFAULTS } from "../../../workflow/defaults.ts";
import type { TransportReadme } from "../../transport.ts";
import { queueName } from "../notes/queues-under-way.ts";
import type { QueuePlan } from "../plan.ts";
import { deadLetterQueue } from "../queue-functions.ts";

/** Says in README and runbook what queues do. */
export const readme: TransportReadme<QueuePlan> = {
  byHand: ({ workflow: { queue } }) =>
    queue
      ? `send a message with an id of your own, in the group of its \`${queue.groupBy}\`: whatever is sent twice with the same id within five minutes is delivered once, whatever arrives twice has its effect once.`
      : "send a message with an id of your own: whatever arrives twice with the same id has its effect once.",
  failed: ({ name }) => `the work waits in \`${deadLetterQueue(name)}\` and can be redriven`,
  limited,
  ends,
  wholeRows: () => [],
  compensated: "the log says that the workflow has ended as `compensated`",
  failedStep: deadLetterSight,
  failedCompensation: deadLetterSight,
};

function limited(plan: QueuePlan): string[] {
  const most = `A step takes at most ${DEFAULTS.queueConcurrency} messages at once (\`MaximumConcurrency\` of its event source mapping), as many as a new account lets run; \`concurrency\` in \`workflow.yaml\` says otherwise`;
  const counted =
    "Work that Lambda throttles waits its turn: what counts as a try is what a function has begun.";
  const own = about(
    plan,
    ({ task }: PlannedStep) => task.concurrency !== undefined,
    (names) => `${most}, as it does for ${names}. ${counted}`,
  );
  return own.length > 0 ? own : fold(`${most}. ${counted}`);
}

function ends({ outcomes: { compensated, failed, compensationFailed } }: QueuePlan): string[] {
  const ends = [
    "`Succeeded`",
    ...(compensated ? ["`Compensated`"] : []),
    ...(failed ? ["`Failed`"] : []),
    ...(compensationFailed ? ["`CompensationFailed`"] : []),
  ];
  const alarmed = failed || compensationFailed ? "The failures raise an alarm at once. " : "";
  return [
    `How workflows end is counted in the namespace of the stack: ${enumerated(ends)}. ${alarmed}What is redriven counts again when it ends. Lines of the log are what counts, so leave its level at \`INFO\` or below. What SQS itself has moved, because no function could take it, has no such line: there the alarm of its dead-letter queue tells.`,
  ];
}

/** Returns the signs of work that has failed for good. */
function deadLetterSight(plan: QueuePlan, { task }: PlannedStep): Sight {
  const queue = queueName(plan, deadLetterQueue(task.name));
  return {
    alarm: alarmIn(plan.workflow, `${task.name}-dead-letter-queue`),
    place: `the message is in \`${queue}\`: redrive it`,
  };
}
