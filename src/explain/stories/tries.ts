import { isApproval } from "../../forms/traits.ts";
import { compact } from "../../lists.ts";
import { REJECTED, TIMED_OUT } from "../../semantics/approval.ts";
import { longestDelays, longestRetrying } from "../../semantics/retry-delays.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { transportOf } from "../../transports/registry.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import type { Task, TransportName } from "../../workflow/workflow.ts";
import type { StepFault } from "./faults.ts";
import type { StoryTry } from "./story-event.ts";
import { backOff } from "./words.ts";

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
    if (error === REJECTED) return "A person rejects it";
    if (error === TIMED_OUT) return `Nobody answers within ${spacedDuration(task.answerSeconds)}`;
  }
  return `Try 1 fails with ${error}, which is not retried`;
}

function throttled(transport: TransportName): StoryTry[] {
  return [
    {
      what: "Lambda throttles the call, so the function does not run",
      works: false,
      pause: descriptions[transport].words.refusedCall,
    },
    { what: "Try 1 works: throttled calls do not count as tries", works: true },
  ];
}

const HAPPENS = { always: "fails", crash: "crashes", "time-out": "times out" } as const;

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
  const gaps = longestDelays(retry).map((delay) =>
    kind === "always"
      ? backOff(task, delay)
      : transportOf({ transport }).afterSilence(task, kind, delay),
  );
  const hidden = retry.maxAttempts - gaps.length;
  const last = 1 + retry.maxAttempts;
  return compact([
    ...gaps.map((gap, index) => one(index + 1, gap)),
    hidden > 0 && {
      what: `… ${hidden} more tries, within ${spacedDuration(longestRetrying(retry))} in total`,
      works: false,
    },
    one(last, kind === "always" ? undefined : transportOf({ transport }).lastSilence?.(task, kind)),
  ]);
}
