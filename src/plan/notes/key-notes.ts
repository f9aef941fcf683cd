import type { Message } from "../../messages/message.ts";
import { DAY_SECONDS, formatDuration } from "../../workflow/duration.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import type { IdempotencyKey } from "../../workflow/workflow.ts";
import type { Plan, PlannedStep } from "../plan.ts";
import { sameStep } from "../same-step.ts";
import { sharedRecords } from "./shared-records.ts";

/** Holds the words of a transport about work that is done once for each key, when the key changes. */
interface KeyedWork {
  /** Says when a step has done what the notes are about. */
  readonly done: string;
  /** Adds to advice what to do about work under way that comes to a step without the new key. */
  caution(advice: string, step: string, key: string): string;
  /** Returns notes on a step that is no longer done once for each key. */
  withoutKey(step: PlannedStep, old: IdempotencyKey): Message[];
}

/**
 * Returns notes on work that a step has done once for each key. A record has the path of its key in its id, and its end
 * is written when it is made.
 */
export function keyNotes(before: Plan, after: Plan, keyed: KeyedWork): Message[] {
  return before.steps.flatMap((step) => {
    const now = sameStep(step, after);
    if (!now) return [];
    const [old, key] = [keyOf(step.task), keyOf(now.task)];
    if (!key) return old ? keyed.withoutKey(step, old) : [];
    if (old?.key !== key.key) return [otherKey(keyed, step, old, key)];
    if (old.windowSeconds === key.windowSeconds) return [];
    return [otherWindow(keyed, after, now, old, key)];
  });
}

function otherKey(
  { done, caution }: KeyedWork,
  { task: { name } }: PlannedStep,
  old: IdempotencyKey | undefined,
  { key }: IdempotencyKey,
): Message {
  const instead = old ? ` instead of each ${old.key}` : "";
  const harm = `If that does harm, let ${name} check itself whether the work has been done.`;
  return {
    code: "CHANGED_KEY",
    message: `${name} runs once for each ${key}${instead}. The new key does not cover what it ${done}: the next workflow with the same key runs it again.`,
    suggestion: caution(harm, name, key),
  };
}

function otherWindow(
  { done }: KeyedWork,
  after: Plan,
  { task: { name, claimCheck } }: PlannedStep,
  old: IdempotencyKey,
  now: IdempotencyKey,
): Message {
  const [before, since] = [formatDuration(old.windowSeconds), formatDuration(now.windowSeconds)];
  const message = `Unchain remembers what ${name} ${done} for ${before}, as before, not for ${since}`;
  if (old.windowSeconds < now.windowSeconds) {
    return {
      code: "CHANGED_WINDOW",
      message: `${message}: a later workflow with the same ${now.key} runs it again.`,
      suggestion: `If that does harm, let ${name} check itself whether the work has been done.`,
    };
  }
  const days = after.claimCheckDays ?? Number.POSITIVE_INFINITY;
  const isDeleted = claimCheck && old.windowSeconds > days * DAY_SECONDS;
  return {
    code: "CHANGED_WINDOW",
    message: `${message}: until then, workflows with the same ${now.key} receive that result.${isDeleted ? ` S3 keeps it for only ${days} days; after that, steps that need it fail.` : ""}`,
    suggestion: `To run it again sooner, delete the records ${sharedRecords(name, now)}.`,
  };
}
