import { hasOtherwise } from "../../forms/choice.ts";
import { sequencesIn } from "../../forms/traits.ts";
import {
  type CompensationStep,
  compensationsIn,
  type ForwardTask,
} from "../../semantics/compensation-order.ts";
import { camelCase } from "../../workflow/names.ts";
import type { Condition, RoutedWorkflow, Step } from "../../workflow/workflow.ts";

/** Somewhere that work may go to. */
export interface Destination {
  /** Left out: the workflow ends. */
  readonly queue?: string;
  readonly ifTried?: string;
  readonly when?: Condition;
  readonly delaySeconds?: number;
}

/**
 * The way of work behind a step: to the first destination that applies; where there is none, the workflow ends.
 */
export interface Onward {
  readonly next: readonly Destination[];
  readonly endsAs: "succeeded" | "compensated";
}

/**
 * The way of work that failed for good: on, by a failure route, or into a dead-letter queue, to be redriven.
 */
export type FailureRoute = Onward | { readonly waitsIn: string };

export function afterSuccess(workflow: RoutedWorkflow, task: ForwardTask): Onward {
  return goOn(stepsBehind(workflow.steps, task, []) ?? []);
}

/** The steps that follow a task, those behind the choices around it included. */
function stepsBehind(
  steps: readonly Step[],
  task: ForwardTask,
  behind: readonly Step[],
): readonly Step[] | undefined {
  for (const [index, step] of steps.entries()) {
    const rest = [...steps.slice(index + 1), ...behind];
    if (step === task || (step.form === "task" && step.fallback === task)) return rest;
    for (const inner of sequencesIn(step)) {
      const found = stepsBehind(inner.steps, task, rest);
      if (found) return found;
    }
  }
  return undefined;
}

export function goOn(steps: readonly Step[]): Onward {
  const next = destinations(steps, [], 0);
  const isEnd = ({ queue, when }: Destination) => queue === undefined && when === undefined;
  return { next: next.filter((destination) => !isEnd(destination)), endsAs: "succeeded" };
}

/** The tasks that may come first in these steps, each with the conditions and the waits on the way. */
function destinations(
  [first, ...rest]: readonly Step[],
  conditions: readonly Condition[],
  delaySeconds: number,
): Destination[] {
  switch (first?.form) {
    case "wait":
      return destinations(rest, conditions, delaySeconds + first.seconds);
    case "choice": {
      const branches = first.branches.flatMap(({ when, steps }) =>
        destinations([...steps, ...rest], [...conditions, ...(when ? [when] : [])], delaySeconds),
      );
      return hasOtherwise(first)
        ? branches
        : [...branches, ...destinations(rest, conditions, delaySeconds)];
    }
    default: {
      const [when] = conditions.length > 1 ? [{ all: conditions }] : conditions;
      return [
        {
          ...(first && { queue: first.name }),
          ...(when && { when }),
          ...(first && delaySeconds > 0 && { delaySeconds }),
        },
      ];
    }
  }
}

/** The first compensation that applies; those behind it are sent on to by itself. */
export function undo(chain: readonly CompensationStep[]): Onward {
  const compensations = compensationsIn(chain);
  const certain = compensations.findIndex(({ ifTried }) => ifTried === undefined);
  const possible = certain === -1 ? compensations : compensations.slice(0, certain + 1);
  return {
    next: possible.map(({ compensation, ifTried }) =>
      ifTried === undefined
        ? { queue: compensation }
        : { queue: compensation, ifTried: camelCase(ifTried) },
    ),
    endsAs: "compensated",
  };
}

export function unique(queues: readonly string[]): string[] {
  return [...new Set(queues)];
}
