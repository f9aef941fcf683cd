import { isApproval } from "../../forms/traits.ts";
import { faultOf, type PlannedFault } from "../../scenarios/failure-scenarios.ts";
import { ANSWER_ERRORS, REJECTED, TIMED_OUT } from "../../semantics/approval.ts";
import {
  compositesAround,
  type Failable,
  isForwardTask,
} from "../../semantics/compensation-order.ts";
import { namedErrors } from "../../semantics/failure-routes.ts";
import type { Task, WorkflowWithTransport } from "../../workflow/workflow.ts";

/** Describes something that goes wrong with a step, as a reader picks it. */
export interface StepFault {
  readonly label: string;
  readonly kind: "once" | "error" | "always" | "crash" | "time-out" | "throttle";
  /** For `error`: its name. */
  readonly error?: string;
}

/** Describes what can be made to fail: a step, a fallback or a compensation. */
export interface Target {
  readonly task: Task;
  /** The task itself, or what the compensation undoes. */
  readonly owner: Failable;
}

const PERMANENT = "PermanentError";

/** Returns whether a target is a compensation. */
export function isUndo({ task, owner }: Target): boolean {
  return owner !== task;
}

/** Returns all that can go wrong with a task: the errors that rules name, and what happens to any function. */
export function faultsOf(workflow: WorkflowWithTransport, target: Target): StepFault[] {
  const { task } = target;
  const named = namedBy(workflow, target);
  const error = (name: string): StepFault => ({
    label: errorLabel(task, name),
    kind: "error",
    error: name,
  });
  return [
    ...(task.retry.maxAttempts > 0 ? [{ label: "fails once", kind: "once" } as const] : []),
    ...named.map(error),
    ...(named.includes(PERMANENT) ? [] : [error(PERMANENT)]),
    { label: "fails every time", kind: "always" },
    { label: "crashes", kind: "crash" },
    { label: "times out", kind: "time-out" },
    { label: "is throttled", kind: "throttle" },
  ];
}

function namedBy(workflow: WorkflowWithTransport, target: Target): string[] {
  const { task, owner } = target;
  if (isUndo(target) || !isForwardTask(owner)) return [];
  const named = namedErrors(owner, compositesAround(workflow, owner));
  return [...new Set([...(isApproval(task) ? ANSWER_ERRORS : []), ...named])];
}

function errorLabel(task: Task, error: string): string {
  if (isApproval(task) && error === REJECTED) return "is rejected";
  if (isApproval(task) && error === TIMED_OUT) return "is not answered";
  return `fails with ${error === PERMANENT ? "a permanent error" : error}`;
}

/** Returns the fault as the reference interpreter takes it; `undefined`: the step succeeds after all. */
export function plannedFault(task: Task, { kind, error }: StepFault): PlannedFault | undefined {
  if (kind === "once" || kind === "throttle") return undefined;
  return faultOf(task, error);
}

/** Returns the fault that a planned one looks like: the failure that must come first, for a fallback to run. */
export function shownFault({ error }: PlannedFault): StepFault {
  return error === undefined
    ? { label: "fails every time", kind: "always" }
    : { label: `fails with ${error}`, kind: "error", error };
}
