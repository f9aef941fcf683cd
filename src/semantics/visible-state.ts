import { stateKey } from "../workflow/paths.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { evidenceSteps } from "./compensation-order.ts";
import type { ConditionState } from "./condition.ts";

/** The state that the steps of a workflow or of one item see and leave behind. */
export interface VisibleState extends ConditionState {
  readonly results: Record<string, unknown>;
  readonly errors: Record<string, unknown>;
  /** The items of each map, as they were left. */
  readonly items: Record<string, VisibleState[]>;
  /** The scope around an item; its results and errors are seen too. */
  readonly outer?: VisibleState;
}

/**
 * Returns the state that a condition looks at: results and errors of the item hide those around it.
 */
export function seenFrom(scope: VisibleState): VisibleState {
  if (!scope.outer) return scope;
  const outer = seenFrom(scope.outer);
  return {
    ...scope,
    results: { ...outer.results, ...scope.results },
    errors: { ...outer.errors, ...scope.errors },
  };
}

/** Returns whether a step has left anything behind. */
export function wasTried(
  workflow: Workflow,
  name: string,
  { results, errors, items }: VisibleState,
): boolean {
  const step = allSteps(workflow).find((one) => one.name === name);
  const traces = step ? evidenceSteps(step) : [{ name }];
  return traces.some((one) => {
    const key = stateKey(one);
    return Object.hasOwn(results, key) || Object.hasOwn(errors, key) || Object.hasOwn(items, key);
  });
}
