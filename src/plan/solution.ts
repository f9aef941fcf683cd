import type { ChoiceStep, Comparison, Condition, MapStep, Workflow } from "../workflow/workflow.ts";
import {
  compositesAround,
  type Failable,
  failableSteps,
  isForwardTask,
} from "./compensation-order.ts";
import { compares } from "./condition.ts";
import {
  failureScenarios,
  type PlannedFault,
  prerequisiteFaults,
  tasksInside,
} from "./failure-scenarios.ts";
import { branchesTo, branchIndexes, mapsAround, replacedStep } from "./placement.ts";
import { listOf, type PathTarget, type Precondition, pathTarget, type Scope } from "./reference.ts";
import {
  type Constraint,
  findSatisfyingGroup,
  findSatisfyingIndex,
  findSatisfyingValue,
  satisfies,
  type Value,
} from "./satisfying-value.ts";

type Steps = Pick<Workflow, "steps" | "queue">;

/** The values and faults with which a test begins, so that its goals come to pass. */
export interface Solution {
  /** Values by path; `[*each]` stands for every item of the map `each`. */
  readonly values: ReadonlyMap<string, Value>;
  /** Paths under which nothing may be. */
  readonly absent: readonly string[];
  /** The number of items that maps need, by name. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The faults of steps that have to fail, and are passed over or replaced. */
  readonly faults: readonly PlannedFault[];
}

/** A goal of the search. */
export type Goal =
  /** A step is reached, or the one in whose place a fallback runs. */
  | { readonly reached: object; readonly from?: Scope }
  /** A step runs, and a fallback too. */
  | { readonly ran: Failable; readonly from: Scope }
  /** A branch of a choice is taken, by number; -1: none. */
  | { readonly choice: ChoiceStep; readonly branch: number; readonly from?: Scope }
  /** A map has so many items, at least. */
  | { readonly sized: MapStep; readonly items: number }
  /** A condition is true, or false. */
  | { readonly condition: Condition; readonly holds: boolean; readonly from: Scope };

/** The limits of a search. */
export interface Search {
  /** The number of decisions that may still be made. */
  left: number;
  /** The reason why something was given up that may have a solution all the same. */
  gaveUp?: string;
  readonly nearMisses: boolean;
}

/** Above this many items at once a simulated run takes too long. */
const MOST_ITEMS = 20;

const MOST_DECISIONS = 2_000;

/** A search that has not begun: each is used for one call of {@link solutions}. */
export const newSearch = (nearMisses = false): Search => ({
  left: MOST_DECISIONS,
  nearMisses,
});

/** The decisions on the way to a solution. */
interface State {
  readonly demands: ReadonlyMap<string, readonly Constraint[]>;
  readonly values: ReadonlyMap<string, Value | undefined>;
  readonly indexes: ReadonlyMap<string, readonly Constraint[]>;
  readonly sizes: ReadonlyMap<string, number>;
  readonly faults: readonly PlannedFault[];
  /** Branches by choice and item. */
  readonly taken: ReadonlyMap<string, number>;
}

interface Decision {
  readonly state: State;
  /** The goals that have to come to pass because of it. */
  readonly goals: readonly Goal[];
}

const nowhere: Scope = { maps: [], items: new Map() };

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
  function* solve([goal, ...rest]: readonly Goal[], state: State): Generator<Solution> {
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

function solutionOf({ demands, values, sizes, faults }: State): Solution {
  const there = [...values].filter((entry): entry is [string, Value] => entry[1] !== undefined);
  const absent = [...values]
    .filter(([path, value]) => value === undefined && !satisfies({}, demands.get(path) ?? []))
    .map(([path]) => path);
  return { values: new Map(there), absent, sizes, faults };
}

function decide(workflow: Steps, goal: Goal, state: State, search: Search): Decision[] {
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
function decideRan(workflow: Steps, ran: Failable, from: Scope, state: State): Decision[] {
  return decideFailing(workflow, prerequisiteFaults(workflow, ran), state).map((decision) => ({
    ...decision,
    goals: [...decision.goals, { reached: ran, from }],
  }));
}

/** One of these ways to fail, but not where a step would have to fail in two. */
function decideFailing(
  workflow: Steps,
  ways: readonly (readonly PlannedFault[])[],
  state: State,
): Decision[] {
  return ways.flatMap((way) => {
    const next = withFaults(state, way);
    return next ? [{ state: next, goals: stepsToFail(workflow, way) }] : [];
  });
}

function decideReached(workflow: Steps, step: object, { items }: Scope, state: State): Decision[] {
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
  state: State,
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

function decideComparison(
  workflow: Steps,
  comparison: Comparison,
  holds: boolean,
  from: Scope,
  state: State,
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
  state: State,
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

function decideIndex(map: string, demand: Constraint, state: State, search: Search): Decision[] {
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
  state: State,
): Decision[] {
  if ((comparison.value === true) !== holds) return [{ state, goals: [] }];
  return decideFailing(workflow, waysToNotice(workflow, step), state).map((decision) => ({
    ...decision,
    goals: [...needs.flatMap(goalOf), ...decision.goals],
  }));
}

/** A step leaves no result where it does not run, or where it fails and the workflow goes on. */
function waysWithout(workflow: Steps, step: Failable, state: State): Decision[] {
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
  state: State,
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

/** The steps that are to fail have to be reached. */
export function stepsToFail(workflow: Steps, way: readonly PlannedFault[]): Goal[] {
  return failableSteps(workflow)
    .filter(({ name }) => way.some(({ step }) => step === name))
    .map((reached) => ({ reached }));
}

function needed(reference: { readonly needs: readonly Precondition[] }, state: State): Decision {
  const { needs } = reference;
  return { state: needs.reduce(withSize, state), goals: needs.flatMap(goalOf) };
}

const needsOf = (reference: PathTarget): readonly Precondition[] =>
  "needs" in reference ? reference.needs : [];

function goalOf({ step, from }: Precondition): Goal[] {
  return step ? [{ ran: step, from }] : [];
}

function withSize(state: State, { size }: Precondition): State {
  if (!size) return state;
  const [map, items] = size;
  const most = Math.max(items, state.sizes.get(map) ?? 0);
  return { ...state, sizes: new Map([...state.sizes, [map, most]]) };
}

/** `undefined` where a step would have to fail in two ways. */
function withFaults(state: State, way: readonly PlannedFault[]): State | undefined {
  const known = (fault: PlannedFault) => state.faults.find(({ step }) => step === fault.step);
  if (way.some((fault) => known(fault) && known(fault)?.error !== fault.error)) return undefined;
  const more = way.filter((fault) => !known(fault));
  return { ...state, faults: [...state.faults, ...more] };
}
