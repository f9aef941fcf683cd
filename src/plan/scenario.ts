import { comparisonsIn } from "../workflow/comparisons.ts";
import { parseStatePath } from "../workflow/forms.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import { allSteps } from "../workflow/traversal.ts";
import type { ChoiceStep, Comparison, RoutedWorkflow, Workflow } from "../workflow/workflow.ts";
import { forwardTasks } from "./compensation-order.ts";
import { type Goal, newSearch, solutions, stepsToFail } from "./solution.ts";
import { type Failures, type Following, follow, type World } from "./trace.ts";
import type { PlannedFault } from "./ways-to-fail.ts";
import { bareWorld, worldOf } from "./world.ts";

/** The begin of a test: the input and the answers of steps, and what goes wrong. */
export interface Scenario {
  readonly world: World;
  readonly faults: readonly PlannedFault[];
}

const followed = perWorkflow(() => new WeakMap<World, Map<string, Following>>());

/**
 * Follows a scenario, once for all faults that come to the same: whether a step crashes, times out or throws on every
 * try, it has failed for good.
 */
export function followScenario(workflow: Workflow, { world, faults }: Scenario): Following {
  const inWorld = followed(workflow).get(world) ?? new Map<string, Following>();
  followed(workflow).set(world, inWorld);
  const id = faults.map(({ step, error, once }) => `${step} ${error} ${once}`).join("\n");
  const known = inWorld.get(id);
  if (known !== undefined) return known;
  const failingOnce = faults.filter(({ once }) => once).map(({ step }) => step);
  const following = follow(workflow, failuresOf(faults), { ...world, failingOnce });
  inWorld.set(id, following);
  return following;
}

/** Returns the scenario with one fault more. */
export function withFault({ world, faults }: Scenario, fault: PlannedFault): Scenario {
  return { world, faults: [...faults, fault] };
}

function failuresOf(faults: readonly PlannedFault[]): Failures {
  return new Map(faults.map(({ step, error }) => [step, error]));
}

const plainWorlds = new WeakMap<RoutedWorkflow, World>();

/** The world in which every map has one item, and something is done. The same one each time. */
export function plainWorld(workflow: RoutedWorkflow): World {
  const known = plainWorlds.get(workflow);
  if (known !== undefined) return known;
  const world = worldToBeginWith(workflow);
  plainWorlds.set(workflow, world);
  return world;
}

function worldToBeginWith(workflow: RoutedWorkflow): World {
  const world = bareWorld(workflow, 1);
  if (followScenario(workflow, { world, faults: [] }).succeeded.length > 0) return world;
  for (const reached of forwardTasks(workflow)) {
    const found = findScenario(
      workflow,
      [[]],
      [{ reached }],
      ({ succeeded, status }) => succeeded.length > 0 && status === "succeeded",
    );
    if (found && found.faults.length === 0) return found.world;
  }
  return world;
}

/**
 * The first scenario with one of these sets of faults in which something happens.
 *
 * @param goals what has to come to pass on the way there, besides that what fails is reached
 * @param items how many items every map has, at least
 * @param nearMisses whether values come first that only just do not fit
 */
export function findScenario(
  workflow: RoutedWorkflow,
  faultSets: readonly (readonly PlannedFault[])[],
  goals: readonly Goal[],
  happens: (following: Following) => boolean,
  items = 1,
  nearMisses = false,
): Scenario | undefined {
  for (const faults of faultSets) {
    const all = [...goals, ...stepsToFail(workflow, faults)];
    for (const solution of solutions(workflow, all, newSearch(nearMisses))) {
      const world = worldOf(workflow, solution, items);
      const scenario = { world, faults: [...solution.faults, ...faults] };
      if (happens(followScenario(workflow, scenario))) return scenario;
    }
  }
  return undefined;
}

/** The paths in the input that conditions look at, taken apart. */
export function lookedAt(workflow: Pick<Workflow, "steps">): (readonly (string | number)[])[] {
  const choices = allSteps(workflow).filter((step) => step.form === "choice");
  return choices.flatMap(comparisonsOf).flatMap(({ path }) => {
    const parsed = parseStatePath(path);
    return parsed?.root === "input" ? [parsed.segments] : [];
  });
}

/** Returns the comparisons in the conditions of a choice. */
export function comparisonsOf({ branches }: ChoiceStep): Comparison[] {
  return branches.flatMap(({ when }) =>
    when ? comparisonsIn(when).map(({ comparison }) => comparison) : [],
  );
}
