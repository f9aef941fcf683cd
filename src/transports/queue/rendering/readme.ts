import { deadLetterQueue } from "../../../deployment/queues.ts";
import { compact } from "../../../lists.ts";
import { enumerated } from "../../../messages/words.ts";
import type { PlannedStep } from "../../../plan/plan.ts";
import { fold } from "../../../render/fold.ts";
import { about, alarmIn, type Sight } from "../../../render/readme/in-markdown.ts";
import { DEFAULTS } from "../../../workflow/defaults.ts";
import type { Task } from "../../../workflow/workflow.ts";
import type { TransportReadme } from "../../transport.ts";
import { queueName } from "../notes/queues-under-way.ts";
import type { QueuePlan } from "../plan.ts";

/** Says in README and runbook what queues do. */
export const readme: TransportReadme<QueuePlan> = {
  byHand: ({ workflow: { queue } }) =>
    queue
      ? `send a message with an id that you choose, in the group of its \`${queue.groupBy}\`. SQS delivers a message that is sent twice with the same id within five minutes once, and a message that arrives twice takes effect once.`
      : "send a message with an id that you choose. A message that arrives twice with the same id takes effect once.",
  failed: ({ name }) => `the work waits in \`${deadLetterQueue(name)}\` and can be redriven`,
  limited,
  ends,
  wholeRows: () => [],
  compensated: "the log reports that the workflow ended as `compensated`",
  failedStep: deadLetterSight,
  failedCompensation: deadLetterSight,
};

function limited(plan: QueuePlan): string[] {
  const most = `A step takes at most ${DEFAULTS.queueConcurrency} messages at once (\`MaximumConcurrency\` of its event source mapping), the limit of a new account, unless \`concurrency\` in \`workflow.yaml\` sets another value`;
  const counted =
    "Throttled work waits and uses up no try: only calls that a function has started count.";
  const own = about(
    plan,
    ({ task }: PlannedStep) => task.concurrency !== undefined,
    (names) => `${most}, as it does for ${names}. ${counted}`,
  );
  return own.length > 0 ? own : fold(`${most}. ${counted}`);
}

function ends({ outcomes: { compensated, failed, compensationFailed } }: QueuePlan): string[] {
  const ends = compact([
    "`Succeeded`",
    compensated && "`Compensated`",
    failed && "`Failed`",
    compensationFailed && "`CompensationFailed`",
  ]);
  const alarmed = failed || compensationFailed ? "Failures raise an alarm at once. " : "";
  return [
    `Metrics in the namespace of the stack count how workflows end: ${enumerated(ends)}. ${alarmed}A redriven workflow counts again when it ends. The metrics count log lines, so keep the log level at \`INFO\` or below. No line is logged for a message that SQS itself moved because no function could process it; the alarm of its dead-letter queue reports it.`,
  ];
}

/** Returns the signs of work that has failed for good. */
function deadLetterSight(plan: QueuePlan, { name }: Pick<Task, "name">): Sight {
  const queue = queueName(plan, deadLetterQueue(name));
  return {
    alarm: alarmIn(plan.workflow, `${name}-dead-letter-queue`),
    place: `the message is in \`${queue}\`: redrive it`,
  };
}
