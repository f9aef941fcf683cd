import { spacedDuration } from "../../../workflow/duration.ts";
import type { Task } from "../../../workflow/workflow.ts";
import { visibilityTimeout } from "../sqs.ts";

/** Says when SQS shows a message again: when its visibility timeout is over, which began with the try. */
export function shownAgain(task: Task, kind: "crash" | "time-out"): string {
  const { timeoutSeconds } = task;
  const hidden = visibilityTimeout(timeoutSeconds) - (kind === "crash" ? 0 : timeoutSeconds);
  return `SQS delivers the message again after ${spacedDuration(hidden)}`;
}
