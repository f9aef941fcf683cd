import type { Plan, QueuePlan, StateMachinePlan } from "../plan/plan.ts";
import { outcomesOf } from "../semantics/outcomes.ts";
import { descriptions } from "../transports/descriptions.ts";
import { BEGIN, deadLetterQueue, longestDelay } from "../transports/queue/queue-functions.ts";
import { maxReceiveCount, visibilityTimeout } from "../transports/queue/sqs.ts";
import type { Task } from "../workflow/workflow.ts";
import { alarm } from "./alarm.ts";
import { computedAlarms } from "./ends.ts";
import { BEGIN_TIMEOUT_SECONDS } from "./functions.ts";
import { ofApi, ofExecutions, ofFunction, ofQueue, ofStack, ofTable } from "./metrics.ts";
import type { Alarm, Metric } from "./model.ts";
import { APPROVAL_TABLE, IDEMPOTENCY_TABLE } from "./references.ts";

/** Returns the alarms: on single metrics first, then on what is worked out of several. */
export function alarms(plan: Plan): Alarm[] {
  return [
    ...(plan.transport === "queue" ? queueAlarms(plan) : executionAlarms(plan)),
    ...tableAlarms(plan),
    ...triggerAlarms(plan),
    ...computedAlarms(plan),
  ];
}

const PERIOD_SECONDS = 60;

function onMetric(
  name: string,
  description: string,
  metric: Metric,
  { statistic = "Sum", threshold = 0 } = {},
): Alarm {
  const metrics = [{ ...metric, statistic, periodSeconds: PERIOD_SECONDS }];
  return alarm({ name, description, metrics, threshold });
}

function queueAlarms(plan: QueuePlan): Alarm[] {
  const { begin, steps } = plan.functions;
  return [
    ...(begin ? [deadLetterAlarm(BEGIN)] : []),
    ...steps.map(({ task }) => deadLetterAlarm(task.name)),
    ...(begin
      ? [ageAlarm(BEGIN, maxReceiveCount(0) * visibilityTimeout(BEGIN_TIMEOUT_SECONDS))]
      : []),
    ...steps.map(({ task }) =>
      throttlesAlarm(task.name, `Lambda throttles ${task.name}: its work is late`),
    ),
    ...steps.map(({ task }) =>
      ageAlarm(task.name, longestDelay(plan.functions, task.name) + longestRetrying(task)),
    ),
    ...endAlarms(plan),
  ];
}

function deadLetterAlarm(
  step: string,
  description = `Work for ${step} waits in its dead-letter queue: a person must look`,
): Alarm {
  const metric = ofQueue(deadLetterQueue(step), "ApproximateNumberOfMessagesVisible");
  return onMetric(`${step}-dead-letter-queue`, description, metric, { statistic: "Maximum" });
}

function ageAlarm(queue: string, threshold: number): Alarm {
  return onMetric(
    `${queue}-queue-age`,
    `Work in ${queue} has been waiting for too long`,
    ofQueue(queue, "ApproximateAgeOfOldestMessage"),
    { statistic: "Maximum", threshold },
  );
}

function throttlesAlarm(entry: string, description: string): Alarm {
  return onMetric(`${entry}-function-throttles`, description, ofFunction(entry, "Throttles"));
}

/** Returns the seconds that a message may take without anything being wrong with the queue. */
function longestRetrying({ retry, timeoutSeconds }: Task): number {
  const tries = 1 + retry.maxAttempts;
  return tries * (visibilityTimeout(timeoutSeconds) + retry.maxDelaySeconds);
}

/** Returns the alarms on what functions count: messages that nobody could handle, and ends to look at. */
function endAlarms(plan: QueuePlan): Alarm[] {
  const { failed, compensationFailed } = outcomesOf(plan);
  return [
    onMetric(
      "messages-not-handled",
      "A message could not be handled: the log says why",
      ofStack("MessagesNotHandled"),
    ),
    ...(failed
      ? [
          onMetric(
            "failed",
            "A workflow failed: its work waits in a dead-letter queue",
            ofStack("Failed"),
          ),
        ]
      : []),
    ...(compensationFailed
      ? [
          onMetric(
            "compensation-failed",
            "A compensation failed: a person must look",
            ofStack("CompensationFailed"),
          ),
        ]
      : []),
  ];
}

function executionAlarms(plan: StateMachinePlan): Alarm[] {
  return [
    onMetric(
      "executions-failed",
      outcomesOf(plan).compensationFailed
        ? "A workflow failed or is half undone: a person must look"
        : "A workflow failed, and nothing is undone",
      ofExecutions("ExecutionsFailed"),
    ),
    onMetric(
      "executions-aborted",
      "A workflow was stopped before its end: nothing is undone",
      ofExecutions("ExecutionsAborted"),
    ),
    onMetric(
      "executions-timed-out",
      "A workflow took longer than it may: nothing is undone, or only a part",
      ofExecutions("ExecutionsTimedOut"),
    ),
    onMetric(
      "execution-throttled",
      "Step Functions throttles the workflows",
      ofExecutions("ExecutionThrottled"),
    ),
  ];
}

/** All work at a table begins with a `PutItem`; each try that is counted there with an `UpdateItem`. */
function tableAlarms({ guarded, forms, transport }: Plan): Alarm[] {
  const operation = descriptions[transport].countsTries ? "UpdateItem" : "PutItem";
  const ofOne = (table: string, name: string, title: string) => [
    onMetric(
      `${name}-throttled-requests`,
      `DynamoDB throttles requests for ${title}`,
      ofTable(table, "ThrottledRequests", operation),
    ),
    onMetric(
      `${name}-system-errors`,
      `DynamoDB answers with errors of its own for ${title}`,
      ofTable(table, "SystemErrors", operation),
    ),
  ];
  return [
    ...(guarded ? ofOne(IDEMPOTENCY_TABLE, "idempotency-table", "the idempotency table") : []),
    ...(forms.approvals ? ofOne(APPROVAL_TABLE, "approval-table", "the table of approvals") : []),
  ];
}

function triggerAlarms({ workflow: { trigger } }: Plan): Alarm[] {
  if (!trigger) return [];
  return [
    onMetric(
      "start-function-errors",
      "A workflow could not be started",
      ofFunction("start", "Errors"),
    ),
    throttlesAlarm("start", "Lambda throttles the starts of workflows"),
    trigger.kind === "api"
      ? onMetric("api-errors", "A request was answered with an error of the server", ofApi("5xx"))
      : deadLetterAlarm(
          "start",
          "A workflow was not started: what should have started it waits for a person",
        ),
  ];
}
