import { canFail, repeats, sequencesIn } from "../../forms/traits.ts";
import { failables } from "../../semantics/compensation-order.ts";
import { handlesFailures, routesOf } from "../../semantics/failure-routes.ts";
import { stateKey } from "../../workflow/paths.ts";
import { withFallback } from "../../workflow/steps/traversal.ts";
import type { CompositeStep, MapStep, Step } from "../../workflow/workflow.ts";
import type { ScopeOf } from "./choice-rule.ts";

/** Fields of a payload template. */
export type Fields = Record<string, unknown>;

/** The innermost map among the composites around something. */
export function innermostMap(within: readonly CompositeStep[]): MapStep | undefined {
  return within.find(repeats);
}

/**
 * Returns the places where the results and errors of steps are kept, seen from inside of these composites.
 */
export function scopeIn(within: readonly CompositeStep[]): ScopeOf {
  const map = innermostMap(within);
  const own = new Set(map && keysIn(map.steps));
  return (root, key) => (map && !own.has(key) ? `$.outer.${root}` : `$.${root}`);
}

/** Keys of what is done for one item; what an inner map does is kept with its own items. */
function keysIn(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => [
    ...(canFail(step) ? withFallback(step).map(stateKey) : []),
    ...(repeats(step) ? [] : sequencesIn(step).flatMap((inner) => keysIn(inner.steps))),
  ]);
}

/** The fields that a state takes over as they are, from `$` or from the first branch, `$[0]`. */
export function carried(within: readonly CompositeStep[], from: "$" | "$[0]"): Fields {
  const names = [
    "id",
    "input",
    ...(innermostMap(within) ? ["item", "index", "itemPath", "outer"] : []),
  ];
  return Object.fromEntries(names.map((name) => [`${name}.$`, `${from}.${name}`]));
}

/** Objects of one name from all branches in one; names are unique, so that none hides another. */
export function merged(name: string, branches: number): string {
  return Array.from({ length: branches }, (_, index) => `$[${index}].${name}`).reduce(
    (one, other) => `States.JsonMerge(${one}, ${other}, false)`,
  );
}

/** The results and errors around an item, those of an outer item with what is around that one. */
function outerFields(within: readonly CompositeStep[]): Fields {
  const part = (name: string) =>
    innermostMap(within) ? `States.JsonMerge($.outer.${name}, $.${name}, false)` : `$.${name}`;
  return { "results.$": part("results"), "errors.$": part("errors") };
}

/**
 * Returns the state with which an item begins: the state around it, and its position in its list.
 */
export function itemFields(
  within: readonly CompositeStep[],
  item: string,
  index: string,
  own: Fields,
): Fields {
  const path = innermostMap(within)
    ? `States.Format('{}#{}', $.itemPath, ${index})`
    : `States.Format('#{}', ${index})`;
  return {
    "id.$": "$.id",
    "input.$": "$.input",
    "item.$": item,
    "index.$": index,
    "itemPath.$": path,
    outer: outerFields(within),
    ...own,
  };
}

/**
 * The endings of branches before their last step, which are looked for when the composite has joined.
 */
export interface Endings {
  readonly failures: boolean;
  readonly undos: boolean;
}

/** @param within the composites around the step, the innermost first */
export function endingsIn(step: CompositeStep, within: readonly CompositeStep[]): Endings {
  const inside = sequencesIn(step).flatMap(failables);
  const isHandled = [step, ...within].some(handlesFailures);
  return {
    failures: isHandled && inside.some((one) => routesOf(one).includes("fail")),
    undos: inside.some((one) => routesOf(one).includes("compensate")),
  };
}
