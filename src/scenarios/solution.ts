import type { Failable } from "../semantics/compensation-order.ts";
import { branchesTo, mapsAround } from "../semantics/placement.ts";
import { listOf, type Scope } from "../semantics/reference.ts";
import type { ChoiceStep, Condition } from "../workflow/workflow.ts";
import { decideComparison } from "./decide-comparison.ts";
import {
  type Decision,
  decideFailing,
  goalOf,
  needsOf,
  nowhere,
  type SearchState,
  type Steps,
  withSize,
} from "./decision.ts";
import { prerequisiteFaults } from "./failure-scenarios.ts";
import type { Goal, Search, Solution } from "./goal.ts";
import { satisfies, type Value } from "./satisfying-value.ts";

/**
 * Fixtures with which goals come to pass, as far as their conditions say; what happens there is for
 * `follow` to tell. One goal after the other is decided, with what follows from it, and decided
 * again where that contradicts what was decided before.
 *
 * @param search where there is no solution, and nothing was given up, nothing in the fixture leads there
 */
export function* solutions(
  workflow: Steps,
  goals: readonly Goal[],
  search: Search,
): Generator<Solution> {
  function* solve([goal, ...rest]: readonly Goal[], state: SearchState): Generator<Solution> {
    if (!goal) {
      yield solutionOf(state);
      return;
    }
    for (const decision of decide(workflow, goal, state, search)) {
      search.left -= 1;
      if (search.left < 0) {
        search.gaveUp = "there are too many ways to decide the choices before it";
        return;
      }
      yield* solve([...decision.goals, ...rest], decision.state);
    }
  }
  yield* solve(goals, {
    demands: new Map(),
    values: new Map(),
    indexes: new Map(),
    sizes: new Map(),
    faults: [],
    taken: new Map(),
  });
}

function solutionOf({ demands, values, sizes, faults }: SearchState): Solution {
  const there = [...values].filter((entry): entry is [string, Value] => entry[1] !== undefined);
  const absent = [...values]
    .filter(([path, value]) => value === undefined && !satisfies({}, demands.get(path) ?? []))
    .map(([path]) => path);
  return { values: new Map(there), absent, sizes, faults };
}

function decide(workflow: Steps, goal: Goal, state: SearchState, search: Search): Decision[] {
  if ("reached" in goal) return decideReached(workflow, goal.reached, goal.from ?? nowhere, state);
  if ("sized" in goal) {
    const { sized, items } = goal;
    return [{ state: withSize(state, { from: nowhere, size: [sized.name, items] }), goals: [] }];
  }
  if ("ran" in goal) return decideRan(workflow, goal.ran, goal.from, state);
  if ("choice" in goal) {
    const { choice, branch, from = nowhere } = goal;
    return decideBranch(workflow, choice, branch, from, state);
  }
  const { condition, holds, from } = goal;
  const all = (conditions: readonly Condition[]) =>
    conditions.map((one) => ({ condition: one, holds, from }));
  if ("not" in condition) {
    return [{ state, goals: [{ condition: condition.not, holds: !holds, from }] }];
  }
  if (!("all" in condition || "any" in condition)) {
    return decideComparison(workflow, condition, holds, from, state, search);
  }
  const isEvery = "all" in condition;
  const goals = all(isEvery ? condition.all : condition.any);
  if (isEvery === holds) return [{ state, goals }];
  // One of them is enough; that the others miss is the nearest miss.
  const nearest = goals.map((one) =>
    goals.map((other) => (other === one ? one : { ...other, holds: !holds })),
  );
  return [
    ...(search.nearMisses ? nearest : []).map((all) => ({ state, goals: all })),
    ...goals.map((one) => ({ state, goals: [one] })),
  ];
}

/** A fallback runs where its step has failed. */
function decideRan(workflow: Steps, ran: Failable, from: Scope, state: SearchState): Decision[] {
  return decideFailing(workflow, prerequisiteFaults(workflow, ran), state).map((decision) => ({
    ...decision,
    goals: [...decision.goals, { reached: ran, from }],
  }));
}

function decideReached(
  workflow: Steps,
  step: object,
  { items }: Scope,
  state: SearchState,
): Decision[] {
  const branches = branchesTo(workflow, step).map(({ choice, branch }) => ({
    choice,
    branch,
    from: { maps: [], items },
  }));
  const lists = mapsAround(workflow, step).flatMap((map) => {
    const list = listOf(workflow, map, { maps: mapsAround(workflow, step), items });
    return needsOf(list);
  });
  const next = lists.reduce(withSize, state);
  return [{ state: next, goals: [...branches, ...lists.flatMap(goalOf)] }];
}

function decideBranch(
  workflow: Steps,
  choice: ChoiceStep,
  branch: number,
  { items }: Scope,
  state: SearchState,
): Decision[] {
  const maps = mapsAround(workflow, choice);
  const id = [choice.name, ...maps.map(({ name }) => items.get(name))].join();
  const known = state.taken.get(id);
  if (known !== undefined) return known === branch ? [{ state, goals: [] }] : [];
  const from = { maps, items };
  const before = branch < 0 ? choice.branches : choice.branches.slice(0, branch);
  const when = choice.branches[branch]?.when;
  const conditions = before.flatMap((one) =>
    one.when ? [{ condition: one.when, holds: false, from }] : [],
  );
  return [
    {
      state: { ...state, taken: new Map([...state.taken, [id, branch]]) },
      goals: [...conditions, ...(when ? [{ condition: when, holds: true, from }] : [])],
    },
  ];
}
