import { forwardTasks } from "../semantics/compensation-order.ts";
import { bareFixture, fixtureOf } from "../semantics/fixture.ts";
import { type ExecutionTrace, type Fixture, interpret } from "../semantics/trace.ts";
import { parseStatePath } from "../workflow/paths.ts";
import { perObject, perWorkflow } from "../workflow/per-workflow.ts";
import { comparisonsOf } from "../workflow/steps/readings.ts";
import type { Workflow, WorkflowWithTransport } from "../workflow/workflow.ts";
import type { PlannedFault } from "./failure-scenarios.ts";
import type { Goal, Search, Solution } from "./goal.ts";
import { stepsToFail } from "./requirement.ts";
import { solutions } from "./solution.ts";

/** The begin of a test: the input and the answers of steps, and what goes wrong. */
export interface Scenario {
  readonly fixture: Fixture;
  readonly faults: readonly PlannedFault[];
}

const followed = perWorkflow(() => new WeakMap<Fixture, Map<string, ExecutionTrace>>());

/**
 * Follows a scenario, once for all faults that come to the same: whether a step crashes, times out or throws on every
 * try, it has failed for good.
 */
export function interpretScenario(
  workflow: Workflow,
  { fixture, faults }: Scenario,
): ExecutionTrace {
  const byFaults = followed(workflow).get(fixture) ?? new Map<string, ExecutionTrace>();
  followed(workflow).set(fixture, byFaults);
  const id = faults.map(({ step, error, once }) => `${step} ${error} ${once}`).join("\n");
  const known = byFaults.get(id);
  if (known !== undefined) return known;
  const failingOnce = faults.filter(({ once }) => once).map(({ step }) => step);
  const failures = new Map(faults.map(({ step, error }) => [step, error]));
  const following = interpret(workflow, failures, { ...fixture, failingOnce });
  byFaults.set(id, following);
  return following;
}

/** Returns the scenario with one fault more. */
export function withFault({ fixture, faults }: Scenario, fault: PlannedFault): Scenario {
  return { fixture, faults: [...faults, fault] };
}

/** The fixture in which every map has one item, and something is done. The same one each time. */
export const defaultFixture = perObject((workflow: WorkflowWithTransport): Fixture => {
  const fixture = bareFixture(workflow, 1);
  if (interpretScenario(workflow, { fixture, faults: [] }).succeeded.length > 0) return fixture;
  for (const reached of forwardTasks(workflow)) {
    const found = findScenario(
      workflow,
      [[]],
      [{ reached }],
      ({ succeeded, status }) => succeeded.length > 0 && status === "succeeded",
    );
    if (found && found.faults.length === 0) return found.fixture;
  }
  return fixture;
});

/**
 * The first scenario with one of these sets of faults in which something happens.
 *
 * @param goals what has to come to pass on the way there, besides that what fails is reached
 * @param items how many items every map has, at least
 * @param search the order of values; says afterwards whether anything was given up
 */
export function findScenario(
  workflow: WorkflowWithTransport,
  faultSets: readonly (readonly PlannedFault[])[],
  goals: readonly Goal[],
  happens: (following: ExecutionTrace, scenario: Scenario) => boolean,
  items = 1,
  search: Search = { nearMisses: false },
): Scenario | undefined {
  for (const faults of faultSets) {
    const follow = (solution: Solution) => {
      const fixture = fixtureOf(workflow, solution, items);
      const scenario = { fixture, faults: [...solution.faults, ...faults] };
      return { scenario, trace: interpretScenario(workflow, scenario) };
    };
    const all = [...goals, ...stepsToFail(workflow, faults)];
    for (const { scenario, trace } of solutions(workflow, all, follow, search)) {
      if (happens(trace, scenario)) return scenario;
    }
  }
  return undefined;
}

/** The paths in the input that conditions look at, taken apart. */
export function lookedAt(workflow: Pick<Workflow, "steps">): (readonly (string | number)[])[] {
  return comparisonsOf(workflow).flatMap(({ path }) => {
    const parsed = parseStatePath(path);
    return parsed?.root === "input" ? [parsed.segments] : [];
  });
}
