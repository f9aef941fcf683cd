import type { ExecutionTrace } from "../semantics/trace.ts";
import type { Goal, Search, Solution } from "./goal.ts";
import { type Chosen, once, type Requirement, requirementsOf, stepsToFail } from "./requirement.ts";
import type { Scenario } from "./scenario.ts";
import type { Exploration, Option, Variable } from "./variables.ts";

interface Enumeration {
  readonly search: Search;
  /** Asks of each condition to miss by one of its parts only. */
  readonly nearly: boolean;
  /** The number of choices that may still be made. */
  left: number;
  readonly optionsOf: (variable: Variable) => readonly Option[];
  /** Returns what is required for faults to come to pass. */
  readonly toFail: (options: readonly Option[]) => readonly Requirement[];
  readonly follow: (solution: Solution) => Trial;
}

/** A scenario, and what happens in it. */
interface Trial {
  readonly scenario: Scenario;
  readonly trace: ExecutionTrace;
}

const MOST_CHOICES = 10_000;

/**
 * Solutions with which goals come to pass, as the interpreter says. What a goal requires is met one after the other,
 * each by trying all that its variables may be, where they are still free.
 *
 * @param follow returns what happens with a solution
 * @param search where there is no solution, and nothing was given up, nothing in the fixture leads there
 */
export function* solutions(
  workflow: Exploration["workflow"],
  goals: readonly Goal[],
  follow: Enumeration["follow"],
  search: Search,
): Generator<Trial> {
  const exploration = { workflow, search };
  const first = new Set(goals.flatMap((goal) => requirementsOf(goal, exploration)));
  const toFail = requiredToFail(exploration);
  const optionsOf = optionsIn(first, toFail);
  const sized = goals.flatMap((goal): [string, Option][] =>
    "sized" in goal ? [["items", { size: [goal.sized.name, goal.items] }]] : [],
  );
  for (const nearly of search.nearMisses ? [true, false] : [false]) {
    const enumeration = { search, nearly, left: MOST_CHOICES, optionsOf, toFail, follow };
    yield* meet(enumeration, first, new Map(sized), []);
  }
}

/** Meets the requirements that are not met when these variables are chosen too. */
function* meet(
  enumeration: Enumeration,
  requirements: ReadonlySet<Requirement>,
  chosen: Chosen,
  [variable, ...rest]: readonly Variable[],
): Generator<Trial> {
  const { search, nearly, optionsOf, toFail, follow } = enumeration;
  if (![...requirements].every(({ mayBeMet }) => mayBeMet(chosen, nearly))) return;
  if (variable) {
    for (const option of optionsOf(variable)) {
      enumeration.left -= 1;
      if (enumeration.left < 0) {
        search.gaveUp = "there are too many ways to decide the choices before it";
        return;
      }
      yield* meet(enumeration, requirements, new Map([...chosen, [variable.id, option]]), rest);
    }
    return;
  }
  const options = [...chosen.values()].flatMap((option) => option ?? []);
  const solution = solutionOf(options);
  if (!solution) return;
  const trial = follow(solution);
  const all = new Set([...toFail(options), ...requirements]);
  const freeOf = (one: Requirement) => one.variables().filter(({ id }) => !chosen.has(id));
  const next = [...all].find(
    (one) => !one.isMet(trial.trace, chosen) || (search.nearMisses && freeOf(one).length > 0),
  );
  if (!next) {
    yield trial;
    return;
  }
  const free = [...new Map(freeOf(next).map((one) => [one.id, one])).values()];
  if (free.length === 0) return;
  const now = new Map([...chosen, ...free.map(({ id }) => [id, undefined] as const)]);
  // What is first is the quickest to change; for near misses the slowest, so that it is what misses.
  yield* meet(enumeration, all, now, search.nearMisses ? free : free.toReversed());
}

/** Returns a solution with these options; `undefined` where a step would have to fail in two ways. */
function solutionOf(options: readonly Option[]): Solution | undefined {
  const placed = options.flatMap(({ at, value }) => (at === undefined ? [] : [{ at, value }]));
  const sizes = options.flatMap(({ size }) => (size ? [size] : []));
  const faults = options.flatMap((option) => option.faults ?? []);
  const byStep = new Map(faults.map((fault) => [fault.step, fault]));
  if (faults.some(({ step, error }) => byStep.get(step)?.error !== error)) return undefined;
  return {
    values: new Map(
      placed.flatMap(({ at, value }) => (value === undefined ? [] : [[at, value] as const])),
    ),
    absent: placed.flatMap(({ at, value }) => (value === undefined ? [at] : [])),
    sizes: new Map(sizes.toSorted(([, one], [, other]) => one - other)),
    faults: [...byStep.values()],
  };
}

function requiredToFail(exploration: Exploration): Enumeration["toFail"] {
  const known = new Map<string, readonly Requirement[]>();
  return (options) => {
    const faults = options.flatMap((option) => option.faults ?? []);
    return stepsToFail(exploration.workflow, faults).flatMap((goal) => {
      const { name } = goal.reached;
      const required = known.get(name) ?? requirementsOf(goal, exploration);
      known.set(name, required);
      return required;
    });
  };
}

/** Returns what variables may be, so that all comparisons with them on the way are told apart. */
function optionsIn(
  first: ReadonlySet<Requirement>,
  toFail: Enumeration["toFail"],
): Enumeration["optionsOf"] {
  const variables = once(() => {
    const all = new Set(first);
    // What is added on the way is visited too.
    for (const one of all) {
      const options = one
        .variables()
        .flatMap((variable) => (variable.comparison ? [] : variable.options([])));
      for (const later of toFail(options)) all.add(later);
    }
    return [...all].flatMap((one) => one.variables());
  });
  const known = new Map<string, readonly Option[]>();
  return ({ id, options }) => {
    const same = () => variables().filter((one) => one.id === id);
    const all = known.get(id) ?? options(same().flatMap(({ comparison }) => comparison ?? []));
    known.set(id, all);
    return all;
  };
}
