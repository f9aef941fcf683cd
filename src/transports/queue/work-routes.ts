import { canFail, sequencesIn } from "../../forms/traits.ts";
import {
  type CompensationStep,
  compensationsIn,
  type ForwardTask,
} from "../../semantics/compensation-order.ts";
import { camelCase } from "../../workflow/letter-case.ts";
import { withFallback } from "../../workflow/steps/traversal.ts";
import type { Step, WorkflowWithTransport } from "../../workflow/workflow.ts";
import { type Destination, destinations } from "./forms/forms.ts";

/**
 * The way of work behind a step: to the first destination that applies; where there is none, the workflow ends.
 */
export interface Transition {
  readonly next: readonly Destination[];
  readonly outcome: "succeeded" | "compensated";
}

/**
 * The way of work that failed for good: on, by a failure route, or into a dead-letter queue, to be redriven.
 */
export type FailureRoute = Transition | { readonly waitsIn: string };

export function afterSuccess(workflow: WorkflowWithTransport, task: ForwardTask): Transition {
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
    if (canFail(step) && withFallback(step).includes(task)) return rest;
    for (const inner of sequencesIn(step)) {
      const found = stepsBehind(inner.steps, task, rest);
      if (found) return found;
    }
  }
  return undefined;
}

export function goOn(steps: readonly Step[]): Transition {
  const next = destinations(steps, { conditions: [], delaySeconds: 0 });
  const isEnd = ({ queue, when }: Destination) => queue === undefined && when === undefined;
  return { next: next.filter((destination) => !isEnd(destination)), outcome: "succeeded" };
}

/** The first compensation that applies; those behind it are sent on to by itself. */
export function undo(chain: readonly CompensationStep[]): Transition {
  const compensations = compensationsIn(chain);
  const certain = compensations.findIndex(({ ifTried }) => ifTried === undefined);
  const possible = certain === -1 ? compensations : compensations.slice(0, certain + 1);
  return {
    next: possible.map(({ compensation, ifTried }) =>
      ifTried === undefined
        ? { queue: compensation }
        : { queue: compensation, ifTried: camelCase(ifTried) },
    ),
    outcome: "compensated",
  };
}
