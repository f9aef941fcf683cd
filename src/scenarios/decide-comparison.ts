import { compositesAround, type Failable, isForwardTask } from "../semantics/compensation-order.ts";
import { compares } from "../semantics/condition.ts";
import { branchesTo, branchIndexes, replacedStep } from "../semantics/placement.ts";
import {
  type PathTarget,
  type Precondition,
  pathTarget,
  type Scope,
} from "../semantics/reference.ts";
import type { Comparison } from "../workflow/workflow.ts";
import {
  type Decision,
  decideFailing,
  goalOf,
  needed,
  nowhere,
  type SearchState,
  type Steps,
  withSize,
} from "./decision.ts";
import { failureScenarios, type PlannedFault, tasksInside } from "./failure-scenarios.ts";
import type { Search } from "./goal.ts";
import {
  type Constraint,
  findSatisfyingGroup,
  findSatisfyingIndex,
  findSatisfyingValue,
  satisfies,
} from "./satisfying-value.ts";

/** Above this many items at once a simulated run takes too long. */
const MOST_ITEMS = 20;

export function decideComparison(
  workflow: Steps,
  comparison: Comparison,
  holds: boolean,
  from: Scope,
  state: SearchState,
  search: Search,
): Decision[] {
  const reference = pathTarget(workflow, comparison.path, from);
  const demand = { comparison, holds };
  switch (reference.kind) {
    case "value":
      return decideValue(reference, demand, state, search);
    case "index":
      return decideIndex(reference.map, demand, state, search);
    case "fixed": {
      const { step, value } = reference;
      const isMet = satisfies(value, [demand]);
      if (value === undefined) return isMet ? [{ state, goals: [] }] : [];
      return [
        ...(isMet ? [needed(reference, state)] : []),
        ...(step && satisfies(undefined, [demand]) ? waysWithout(workflow, step, state) : []),
      ];
    }
    case "error":
      return decideError(workflow, reference, demand, state);
    case "result":
      if (comparison.operator !== "isPresent" && isForwardTask(reference.step)) {
        search.gaveUp = "in the tests every step answers with an object";
      }
      return decideResult(workflow, reference, demand, state);
    case "item": {
      const { map: step, path, needs } = reference;
      const absent = {
        comparison: { ...comparison, operator: "isPresent", value: true },
        holds: false,
      } as const;
      return [
        ...(satisfies(undefined, [demand])
          ? decideValue({ kind: "value", path, needs: [] }, absent, state, search)
          : []),
        ...decideResult(workflow, { step, needs }, demand, state),
      ];
    }
  }
}

function decideValue(
  reference: PathTarget & { readonly kind: "value" },
  demand: Constraint,
  state: SearchState,
  search: Search,
): Decision[] {
  const { path } = reference;
  const demands = [...(state.demands.get(path) ?? []), demand];
  const fitting = reference.isGroup
    ? findSatisfyingGroup(demands)
    : findSatisfyingValue(demands, search.nearMisses);
  if (!fitting) {
    if (reference.isOfItems) search.gaveUp = "in the tests a step answers the same for every item";
    return [];
  }
  const next = {
    ...state,
    demands: new Map([...state.demands, [path, demands]]),
    values: new Map([...state.values, [path, fitting.value]]),
  };
  // What only just does not fit need not be there.
  const isNeeded = fitting.value !== undefined && (demand.holds || !search.nearMisses);
  return [isNeeded ? needed(reference, next) : { state: next, goals: [] }];
}

function decideIndex(
  map: string,
  demand: Constraint,
  state: SearchState,
  search: Search,
): Decision[] {
  const demands = [...(state.indexes.get(map) ?? []), demand];
  const index = findSatisfyingIndex(demands);
  if (index === undefined) return [];
  if (index >= MOST_ITEMS) {
    search.gaveUp = `a list of the tests has ${MOST_ITEMS} items at most`;
    return [];
  }
  const from = nowhere;
  const next = { ...state, indexes: new Map([...state.indexes, [map, demands]]) };
  return [{ state: withSize(next, { from, size: [map, index + 1] }), goals: [] }];
}

/** An error is there where the step has failed, and the workflow goes on all the same. */
function decideError(
  workflow: Steps,
  { step, needs }: PathTarget & { readonly kind: "error" },
  { comparison, holds }: Constraint,
  state: SearchState,
): Decision[] {
  if ((comparison.value === true) !== holds) return [{ state, goals: [] }];
  return decideFailing(workflow, waysToNotice(workflow, step), state).map((decision) => ({
    ...decision,
    goals: [...needs.flatMap(goalOf), ...decision.goals],
  }));
}

/** A step leaves no result where it does not run, or where it fails and the workflow goes on. */
function waysWithout(workflow: Steps, step: Failable, state: SearchState): Decision[] {
  return [
    ...(replacedStep(workflow, step) ? [{ state, goals: [] }] : []),
    ...branchesTo(workflow, step).flatMap(({ choice, branch }) =>
      branchIndexes(choice)
        .toReversed()
        .filter((other) => other !== branch)
        .map((other) => ({ state, goals: [{ choice, branch: other }] })),
    ),
    ...[step, ...compositesAround(workflow, step)].flatMap((one) =>
      decideFailing(workflow, waysToGoOn(workflow, one), state),
    ),
  ];
}

function decideResult(
  workflow: Steps,
  { step, needs }: { readonly step: Failable; readonly needs: readonly Precondition[] },
  { comparison, holds }: Constraint,
  state: SearchState,
): Decision[] {
  return [
    ...(compares(comparison, undefined) === holds ? waysWithout(workflow, step, state) : []),
    ...(compares(comparison, {}) === holds ? [needed({ needs }, state)] : []),
  ];
}

/** Returns the faults with which a step fails so that the workflow goes on behind it. */
function waysToGoOn(workflow: Steps, step: Failable): PlannedFault[][] {
  return [
    ...failureScenarios(workflow, step, "continue"),
    ...failureScenarios(workflow, step, "fallback"),
  ];
}

/**
 * Returns the faults with which a step, or one around it, fails so that the workflow goes on behind that.
 */
function waysToNotice(workflow: Steps, step: Failable): PlannedFault[][] {
  const inside = [step, ...tasksInside(workflow, step)].map(({ name }) => name);
  const around = compositesAround(workflow, step).flatMap((one) => waysToGoOn(workflow, one));
  const own = around.filter((way) => inside.includes(way.at(-1)?.step ?? ""));
  return [...waysToGoOn(workflow, step), ...own];
}
