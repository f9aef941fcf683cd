import { isApproval } from "../../forms/traits.ts";
import { REJECTED, TIMED_OUT } from "../../semantics/approval.ts";
import { longestDelays, longestRetrying } from "../../semantics/retry-delays.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { visibilityTimeout } from "../../transports/queue/sqs.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import { isGuarded, keyOf } from "../../workflow/idempotency.ts";
import type { Task, TransportName } from "../../workflow/workflow.ts";
import type { StepFault } from "./faults.ts";

/** Describes one try of a step. */
export interface StoryTry {
  readonly what: string;
  readonly works: boolean;
  /** Says how long it is until the next one, and why. */
  readonly pause?: string;
}

/** Returns what is seen of a step with which something goes wrong, try by try. */
export function triesOf(task: Task, fault: StepFault, transport: TransportName): StoryTry[] {
  switch (fault.kind) {
    case "throttle":
      return throttled(transport);
    case "once":
      return [
        {
          what: "Try 1 fails",
          works: false,
          pause: backOff(task, longestDelays(task.retry)[0] ?? 0),
        },
        { what: "Try 2 works", works: true },
      ];
    case "error":
      return [{ what: atOnce(task, fault.error ?? "Error"), works: false }];
    case "always":
    case "crash":
    case "time-out":
      return onEveryTry(task, fault.kind, transport);
  }
}

function atOnce(task: Task, error: string): string {
  if (isApproval(task)) {
    if (error === REJECTED) return "Somebody says no";
    if (error === TIMED_OUT) return `Nobody answers within ${spacedDuration(task.answerSeconds)}`;
  }
  return `Try 1 fails with ${error}: another try would not help`;
}

function throttled(transport: TransportName): StoryTry[] {
  return [
    {
      what: "Lambda is busy and refuses the call: nothing has run",
      works: false,
      pause: descriptions[transport].words.refusedCall,
    },
    { what: "Try 1 works: refused calls use up no try", works: true },
  ];
}

const HAPPENS = { always: "fails", crash: "crashes", "time-out": "is stopped" } as const;

function onEveryTry(
  task: Task,
  kind: "always" | "crash" | "time-out",
  transport: TransportName,
): StoryTry[] {
  const { retry, timeoutSeconds } = task;
  const after = kind === "time-out" ? ` after ${spacedDuration(timeoutSeconds)}` : "";
  const one = (number: number, pause?: string): StoryTry => ({
    what: `Try ${number} ${HAPPENS[kind]}${after}`,
    works: false,
    ...(pause !== undefined && { pause }),
  });
  const gaps = longestDelays(retry).map((delay) => gapAfter(task, kind, delay, transport));
  const hidden = retry.maxAttempts - gaps.length;
  const last = 1 + retry.maxAttempts;
  const more: StoryTry[] =
    hidden > 0
      ? [
          {
            what: `… ${hidden} more, for at most ${spacedDuration(longestRetrying(retry))} in all`,
            works: false,
          },
        ]
      : [];
  return [
    ...gaps.map((gap, index) => one(index + 1, gap)),
    ...more,
    one(last, transport === "queue" && kind !== "always" ? lastGap(task, kind) : undefined),
  ];
}

function lastGap(task: Task, kind: "crash" | "time-out"): string {
  return `${shownAgain(task, kind)}, and no try is left`;
}

/** Returns the pause after a try. The record of a crashed one says "in progress" until its function would have timed out. */
function gapAfter(
  task: Task,
  kind: "always" | "crash" | "time-out",
  delay: number,
  transport: TransportName,
): string {
  if (kind === "always") return backOff(task, delay);
  if (transport === "queue") return shownAgain(task, kind);
  const isRecorded = isGuarded(task) || keyOf(task) !== undefined;
  const { retry, timeoutSeconds } = task;
  const isOver = delay >= timeoutSeconds && retry.jitter === "none";
  if (kind === "time-out" || !isRecorded || isOver) return backOff(task, delay);
  const longest = Math.max(delay, Math.min(delay, timeoutSeconds) + timeoutSeconds);
  return `waits up to ${spacedDuration(longest)}: the crashed try may still be at work`;
}

/** Says when SQS shows a message again: when its visibility timeout is over, which began with the try. */
function shownAgain(task: Task, kind: "crash" | "time-out"): string {
  const { timeoutSeconds } = task;
  const hidden = visibilityTimeout(timeoutSeconds) - (kind === "crash" ? 0 : timeoutSeconds);
  return `SQS shows the message again after ${spacedDuration(hidden)}`;
}

function backOff({ retry }: Task, seconds: number): string {
  return `waits ${retry.jitter === "full" ? "up to " : ""}${spacedDuration(seconds)}`;
}
