import { backOff } from "../../../explain/stories/words.ts";
import { spacedDuration } from "../../../workflow/duration.ts";
import { isGuarded, keyOf } from "../../../workflow/idempotency.ts";
import type { Task } from "../../../workflow/workflow.ts";

/** Says how long it is until the next try. The record of a crashed one says "in progress" until its function would have timed out. */
export function afterSilence(task: Task, kind: "crash" | "time-out", delay: number): string {
  const isRecorded = isGuarded(task) || keyOf(task) !== undefined;
  const { retry, timeoutSeconds } = task;
  const isOver = delay >= timeoutSeconds && retry.jitter === "none";
  if (kind === "time-out" || !isRecorded || isOver) return backOff(task, delay);
  const longest = Math.max(delay, Math.min(delay, timeoutSeconds) + timeoutSeconds);
  return `waits up to ${spacedDuration(longest)}: the crashed try may still be running`;
}
