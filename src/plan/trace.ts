import { taskSteps } from "../workflow/traversal.ts";
import type { OnFailure, Workflow } from "../workflow/workflow.ts";
import { compensationsFrom, type ForwardTask } from "./compensation-order.ts";

export type Status = "succeeded" | "failed" | "compensated" | "compensation-failed";

/** What becomes of a workflow. */
export interface Trace {
  readonly status: Status;
  /** The steps that succeeded, in order. */
  readonly succeeded: readonly string[];
  /** The steps that failed for good, in order. */
  readonly failed: readonly string[];
}

/** Failing steps, and the error with which each fails for good; `undefined`: one without a rule of its own. */
export type Failures = ReadonlyMap<string, string | undefined>;

/** Follows the failure rules by hand: what happens when these steps fail for good. */
export function trace(workflow: Workflow, failures: Failures): Trace {
  const succeeded: string[] = [];
  const failed: string[] = [];

  const compensate = (failing: ForwardTask): Status => {
    for (const { compensation, ifTried } of compensationsFrom(workflow, failing)) {
      if (ifTried !== undefined && ![...succeeded, ...failed].includes(ifTried)) continue;
      if (failures.has(compensation)) {
        failed.push(compensation);
        return "compensation-failed";
      }
      succeeded.push(compensation);
    }
    return "compensated";
  };

  const attempt = (task: ForwardTask): Status | "go on" => {
    if (!failures.has(task.name)) {
      succeeded.push(task.name);
      return "go on";
    }
    failed.push(task.name);
    switch (routeFor(task, failures.get(task.name))) {
      case "fail":
        return "failed";
      case "compensate":
        return compensate(task);
      case "continue":
        return "go on";
      case "fallback":
        return "fallback" in task && task.fallback ? attempt(task.fallback) : "failed";
    }
  };

  for (const step of taskSteps(workflow)) {
    const status = attempt(step);
    if (status !== "go on") return { status, succeeded, failed };
  }
  return { status: "succeeded", succeeded, failed };
}

/** The first rule that names the error, else the step's `onFailure`. */
export function routeFor(task: ForwardTask, error: string | undefined): OnFailure {
  const rule = task.catch.find(({ errors }) => error !== undefined && errors.includes(error));
  return rule?.onFailure ?? task.onFailure;
}
