import {
  compared,
  compensatedAlarm,
  deadLetterAlarm,
  FEW_ENDS,
  filter,
  onMetric,
  type Share,
  throttlesAlarm,
} from "../../../deployment/alarm.ts";
import { widget } from "../../../deployment/dashboard.ts";
import { ofQueue, ofStack } from "../../../deployment/metrics.ts";
import type { Alarm, MetricFilter, Widget } from "../../../deployment/model.ts";
import { LOGS } from "../../../deployment/references.ts";
import { compact } from "../../../lists.ts";
import { endNames } from "../../../semantics/outcomes.ts";
import { kebabCase } from "../../../workflow/letter-case.ts";
import type { Task } from "../../../workflow/workflow.ts";
import type { QueuePlan } from "../plan.ts";
import { BEGIN, longestDelay } from "../queue-functions.ts";
import { maxReceiveCount, visibilityTimeout } from "../sqs.ts";
import { BEGIN_TIMEOUT_SECONDS } from "./functions.ts";

/** Returns the alarms on queues, their functions, and the ends that need a person. */
export function queueAlarms(plan: QueuePlan): Alarm[] {
  const { begin, steps } = plan.functions;
  return compact([
    begin && deadLetterAlarm(BEGIN),
    ...steps.map(({ task }) => deadLetterAlarm(task.name)),
    begin && ageAlarm(BEGIN, maxReceiveCount(0) * visibilityTimeout(BEGIN_TIMEOUT_SECONDS)),
    ...steps.map(({ task }) =>
      throttlesAlarm(task.name, `Lambda throttles ${task.name}, so its work is delayed`),
    ),
    ...steps.map(({ task }) =>
      ageAlarm(task.name, longestDelay(plan.functions, task.name) + longestRetrying(task)),
    ),
    ...endAlarms(plan),
  ]);
}

function ageAlarm(queue: string, threshold: number): Alarm {
  return onMetric(
    `${queue}-queue-age`,
    `Work in ${queue} has been waiting for too long`,
    ofQueue(queue, "ApproximateAgeOfOldestMessage"),
    { statistic: "Maximum", threshold },
  );
}

/** Returns the seconds that a message may take without anything being wrong with the queue. */
function longestRetrying({ retry, timeoutSeconds }: Task): number {
  const tries = 1 + retry.maxAttempts;
  return tries * (visibilityTimeout(timeoutSeconds) + retry.maxDelaySeconds);
}

/** Returns the alarms on what functions count: messages that nobody could handle, and ends to look at. */
function endAlarms({ outcomes: { failed, compensationFailed } }: QueuePlan): Alarm[] {
  return compact([
    counted("MessagesNotHandled", "A message could not be handled: the log says why"),
    failed && counted("Failed", "A workflow failed: its work waits in a dead-letter queue"),
    compensationFailed &&
      counted("CompensationFailed", "A compensation failed and needs attention"),
  ]);
}

/** Returns the alarm on something that functions count, which has its name. */
const counted = (metric: string, description: string): Alarm =>
  onMetric(kebabCase(metric), description, ofStack(metric));

/** With queues each end is a sample of every metric: 1 of its own, 0 of the others. */
const ENDS_IN_MESSAGES: Share = {
  expression: `IF(ends >= ${FEW_ENDS}, share, 0)`,
  metrics: [
    compared("ends", ofStack("Compensated"), "SampleCount"),
    compared("share", ofStack("Compensated"), "Average"),
  ],
};

/** Returns the graph of the ends that functions count. */
export const endsOfWorkflows = ({ outcomes }: QueuePlan): Widget =>
  widget("How workflows end", "Sum", endNames(outcomes).map(ofStack));

/** Counts messages that nobody could handle. */
export const metricFilters: readonly MetricFilter[] = [
  filter(
    "MessagesNotHandled",
    LOGS.functions,
    '{ $.message = "The message could not be handled" }',
  ),
];

/** Returns the alarm on ends that are compensated, where there are any. */
export const computedAlarms = ({ outcomes }: QueuePlan): Alarm[] =>
  outcomes.compensated ? [compensatedAlarm(ENDS_IN_MESSAGES)] : [];
