import { compositesAround, type Failable, isForwardTask } from "../semantics/compensation-order.ts";
import { compares } from "../semantics/condition.ts";
import { branchesTo, mapsAround, replacedStep } from "../semantics/placement.ts";
import { type PathTarget, pathTarget, type Scope } from "../semantics/reference.ts";
import { comparisonsIn } from "../workflow/steps/comparisons.ts";
import type { Comparison, Condition, Workflow } from "../workflow/workflow.ts";
import {
  failureScenarios,
  type PlannedFault,
  prerequisiteFaults,
  tasksInside,
} from "./failure-scenarios.ts";
import type { Search } from "./goal.ts";
import { groupOfEachKind, type Value, valuesToldApart } from "./values-told-apart.ts";

/** Above this many items at once a simulated run takes too long. */
const MOST_ITEMS = 20;

/** One way to choose a variable; as it is, where nothing is said. */
export interface Option {
  /** The path of a value; nothing may be there where there is none. */
  readonly at?: string;
  readonly value?: Value | undefined;
  readonly size?: readonly [map: string, items: number];
  /** Faults count only where their steps are reached. */
  readonly faults?: readonly PlannedFault[];
}

/** Something that a test chooses, and that decides which branches are taken. */
export interface Variable {
  readonly id: string;
  /** The comparison that looks at it, where it is a value. */
  readonly comparison?: Comparison;
  /** Returns the ways to choose it, the usual one first, so that each of these comparisons is true and false. */
  readonly options: (comparisons: readonly Comparison[]) => readonly Option[];
}

/** A workflow, and the search for its scenarios. */
export interface Exploration {
  readonly workflow: Pick<Workflow, "steps" | "queue">;
  readonly search: Search;
}

/**
 * Returns the variables that conditions look at, with those that these depend on.
 *
 * @param seen the choices that are known already
 */
export function variablesOf(
  conditions: readonly Condition[],
  from: Scope,
  exploration: Exploration,
  seen = new Set<string>(),
): Variable[] {
  const { workflow } = exploration;
  return conditions.flatMap((condition) =>
    comparisonsIn(condition).flatMap(({ comparison }) => {
      const target = pathTarget(workflow, comparison.path, from);
      const needs = "needs" in target ? target.needs : [];
      return [
        ...variablesAt(target, comparison, exploration),
        ...needs.flatMap((need) => [
          ...(need.step ? variablesToRun(need.step, need.from, exploration, seen) : []),
          ...(need.size ? [sizeOf(need.size[0], [need.size[1]])] : []),
        ]),
      ];
    }),
  );
}

function variablesAt(
  target: PathTarget,
  comparison: Comparison,
  { workflow, search }: Exploration,
): Variable[] {
  const absenceOf = (step: Failable) => {
    const around = [step, ...compositesAround(workflow, step)];
    const ways = around.flatMap((one) => waysToGoOn(workflow, one));
    return faultOf(step, ways, { workflow, search });
  };
  switch (target.kind) {
    case "value":
      if (target.isOfItems) search.gaveUp = "in the tests a step answers the same for every item";
      return [valueAt(target.path, comparison, search, target.isGroup)];
    case "index":
      return [sizeOf(target.map, indexesNear(comparison, search))];
    case "error":
      return [faultOf(target.step, waysToNotice(workflow, target.step), { workflow, search })];
    case "fixed":
      return target.step ? [absenceOf(target.step)] : [];
    case "result":
      if (comparison.operator !== "isPresent" && isForwardTask(target.step)) {
        search.gaveUp = "in the tests every step answers with an object";
      }
      return [absenceOf(target.step)];
    case "item":
      return [valueAt(target.path, comparison, search), absenceOf(target.map)];
  }
}

/** Returns the variables that decide whether a step runs; a fallback runs where its step has failed. */
export function variablesToRun(
  step: Failable,
  { items }: Scope,
  exploration: Exploration,
  seen = new Set<string>(),
): Variable[] {
  const { workflow } = exploration;
  const replaced = replacedStep(workflow, step);
  return [
    ...branchesTo(workflow, step).flatMap(({ choice }) => {
      const place = [choice.name, ...items.values()].join();
      if (seen.has(place)) return [];
      seen.add(place);
      const conditions = choice.branches.flatMap(({ when }) => when ?? []);
      const from = { maps: mapsAround(workflow, choice), items };
      return variablesOf(conditions, from, exploration, seen);
    }),
    ...(replaced ? [faultOf(replaced, prerequisiteFaults(workflow, step), exploration)] : []),
  ];
}

function valueAt(
  path: string,
  comparison: Comparison,
  { nearMisses }: Search,
  isGroup = false,
): Variable {
  const options = (comparisons: readonly Comparison[]): Option[] => {
    const isVague = comparisons.some((one) => compares(one, {}) !== compares(one, undefined));
    const values = isGroup
      ? groupOfEachKind(comparisons)
      : valuesToldApart(comparisons, nearMisses);
    return values.map((value) => (value === undefined && !isVague ? {} : { at: path, value }));
  };
  return { id: path, comparison, options };
}

function sizeOf(map: string, sizes: readonly number[]): Variable {
  const options = [{}, ...sizes.map((size): Option => ({ size: [map, size] }))];
  return { id: `size of ${map}: ${sizes}`, options: () => options };
}

/** Returns the number of items with which a list reaches each position that a comparison tells apart. */
function indexesNear({ value }: Comparison, search: Search): number[] {
  const bounds = [value].flat().filter((one) => typeof one === "number");
  const near = bounds.flatMap((one) => [Math.floor(one), Math.ceil(one)]);
  const sizes = near.flatMap((one) => [one, one + 1, one + 2]).filter((one) => one > 1);
  if (sizes.some((one) => one > MOST_ITEMS)) {
    search.gaveUp = `a list of the tests has ${MOST_ITEMS} items at most`;
  }
  return [...new Set(sizes)].filter((one) => one <= MOST_ITEMS).toSorted((a, b) => a - b);
}

function faultOf(
  step: Failable,
  ways: readonly (readonly PlannedFault[])[],
  { workflow, search }: Exploration,
): Variable {
  if (ways.length > 0 && mapsAround(workflow, step).length > 0) {
    search.gaveUp = "in the tests a step fails for every item alike";
  }
  const options = [{}, ...ways.map((faults) => ({ faults }))];
  return { id: `fault of ${step.name}: ${JSON.stringify(ways)}`, options: () => options };
}

/** Returns the faults with which a step fails so that the workflow goes on behind it. */
const waysToGoOn = (workflow: Pick<Workflow, "steps">, step: Failable): PlannedFault[][] =>
  (["continue", "fallback"] as const).flatMap((route) => failureScenarios(workflow, step, route));

/** Returns the faults with which a step, or one around it, fails so that the workflow goes on behind that. */
export function waysToNotice(workflow: Pick<Workflow, "steps">, step: Failable): PlannedFault[][] {
  const inside = [step, ...tasksInside(workflow, step)].map(({ name }) => name);
  const around = compositesAround(workflow, step).flatMap((one) => waysToGoOn(workflow, one));
  const own = around.filter((way) => inside.includes(way.at(-1)?.step ?? ""));
  return [...waysToGoOn(workflow, step), ...own];
}
