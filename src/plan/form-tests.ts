import { describeCondition } from "../workflow/condition-text.ts";
import { formatDuration } from "../workflow/duration.ts";
import { LIMITS } from "../workflow/limits.ts";
import { allSteps } from "../workflow/traversal.ts";
import type {
  ChoiceStep,
  CompositeStep,
  FunctionStep,
  MapStep,
  RoutedWorkflow,
  Step,
  Task,
  WaitStep,
} from "../workflow/workflow.ts";
import { isApproval } from "./approval.ts";
import { compositesAround, type ForwardTask, mapAround } from "./compensation-order.ts";
import { failureScenarios, type PlannedFault, tasksInside } from "./failure-scenarios.ts";
import { branchIndexes, locate } from "./placement.ts";
import { scenarioOfCompensation } from "./reach-step.ts";
import { consequence, type RouteTest, scenarioTest } from "./route-tests.ts";
import { defaultFixture, findScenario, interpretScenario, type Scenario } from "./scenario.ts";
import { type ExecutionTrace, routeFor } from "./trace.ts";

/** The tests of a step that is no function. */
export interface FormTests {
  readonly step: string;
  /** The tests of its routes. */
  readonly routes: readonly RouteTest[];
  /** For a choice: the branches that no test was found for, by number; -1: taking none. */
  readonly untaken?: readonly number[];
  /** The test of its duration. */
  readonly lasting?: Scenario & {
    readonly title: string;
    readonly seconds: number;
    /** In a queue: the step that comes next, so many seconds after the one before the wait. */
    readonly next?: string;
  };
  /** The test that the steps inside of it run for each item. */
  readonly items?: Scenario & {
    readonly title: string;
    readonly first: string;
    readonly count: number;
  };
  /** Tests of how many items are worked on at once, and how many are undone. */
  readonly concurrency?: readonly ConcurrencyTest[];
  /** A step whose results fit one by one, and for all items together do not. */
  readonly tooLarge?: Scenario & {
    readonly title: string;
    readonly first: string;
  };
}

/** More items than a map works on at once. */
export interface ConcurrencyTest extends Scenario {
  readonly title: string;
  /** A step that runs for each of them. */
  readonly task: string;
  readonly limit: number;
  /** Seconds that this step takes. */
  readonly seconds: number;
}

/** The number of items in the tests of a map, besides those of its concurrency. */
export const ITEMS = 3;

/** The tests that prove what the steps do that are no functions. */
export function formTests(workflow: RoutedWorkflow): FormTests[] {
  return allSteps(workflow)
    .flatMap((step) => testsOf(workflow, step))
    .filter(
      ({ routes, untaken, lasting, items }) => routes.length > 0 || untaken || lasting || items,
    );
}

function testsOf(workflow: RoutedWorkflow, step: Step): FormTests[] {
  switch (step.form) {
    case "task":
    case "approval":
      return [];
    case "wait":
      return waitTests(workflow, step);
    case "choice":
      return [choiceTests(workflow, step)];
    case "parallel":
      return [{ step: step.name, routes: compositeRoutes(workflow, step) }];
    case "map":
      return [mapTests(workflow, step)];
  }
}

function waitTests(workflow: RoutedWorkflow, step: WaitStep): FormTests[] {
  const lasts = ({ waits }: ExecutionTrace) => waits.some(({ wait }) => wait === step.name);
  const plain = { fixture: defaultFixture(workflow), faults: [] };
  const scenario = lasts(interpretScenario(workflow, plain))
    ? plain
    : findScenario(workflow, [[]], [{ reached: step }], lasts);
  if (!scenario) return [];
  const title = `lasts ${formatDuration(step.seconds)}`;
  const { seconds, ...next } =
    workflow.transport === "queue"
      ? untilNext(step, interpretScenario(workflow, scenario))
      : { seconds: step.seconds };
  return [{ step: step.name, routes: [], lasting: { title, ...scenario, seconds, ...next } }];
}

/** A queue holds the next message back; with the waits before it in a row, all at once. */
function untilNext({ name }: WaitStep, { waits, succeeded, times }: ExecutionTrace) {
  const wait = waits.find((one) => one.wait === name);
  const next = succeeded[wait?.after ?? -1];
  if (!wait || next === undefined) throw new Error(`Nothing follows ${name}; was it checked?`);
  return { seconds: (times[wait.after] ?? 0) - wait.since, next };
}

function choiceTests(workflow: RoutedWorkflow, step: ChoiceStep): FormTests {
  const routes = branchIndexes(step).map((branch) => branchRoutes(workflow, step, branch));
  const untaken = branchIndexes(step).filter((_, index) => routes[index]?.length === 0);
  return { step: step.name, routes: routes.flat(), ...(untaken.length > 0 && { untaken }) };
}

function branchRoutes(workflow: RoutedWorkflow, step: ChoiceStep, branch: number): RouteTest[] {
  const when = step.branches[branch]?.when;
  const find = (nearMisses: boolean) =>
    findScenario(
      workflow,
      [[]],
      [{ reached: step }, { choice: step, branch }],
      ({ taken }) => taken.some((one) => one.choice === step.name && one.branch === branch),
      1,
      nearMisses,
    );
  const scenario = find(false);
  if (!scenario) return [];
  const title = branchTitle(step, branch);
  const near = when === undefined ? find(true) : undefined;
  const isOther = near && JSON.stringify(near.fixture) !== JSON.stringify(scenario.fixture);
  return [
    scenarioTest(workflow, title, scenario),
    ...(isOther ? [scenarioTest(workflow, `${title}, though some only just`, near)] : []),
  ];
}

/** Returns the title of the test of a branch. */
export function branchTitle({ branches }: ChoiceStep, branch: number): string {
  const when = branches[branch]?.when;
  if (when) return `takes branch ${branch + 1} where ${describeCondition(when)}`;
  return branch < 0
    ? "goes on where no condition holds"
    : "takes the last branch where no condition holds";
}

function compositeRoutes(workflow: RoutedWorkflow, step: CompositeStep): RouteTest[] {
  const part = step.form === "map" ? "an item" : "a branch";
  const errors = step.catch.flatMap((rule) => rule.errors);
  const around = compositesAround(workflow, step);
  return [undefined, ...errors].flatMap((error) => {
    const onFailure = routeFor(step, error);
    const ways = failureScenarios(workflow, step, onFailure).filter((faults) =>
      error === undefined ? true : faults.at(-1)?.error === error,
    );
    for (const way of ways) {
      const scenario = failingScenario(workflow, step, way);
      if (!scenario) continue;
      const what = consequence(step, onFailure, error, around);
      const when = error === undefined ? `when ${part} fails` : `when ${part} fails with ${error}`;
      return [scenarioTest(workflow, `${what} ${when}`, scenario)];
    }
    return [];
  });
}

/**
 * Finds a scenario in which a composite fails. Where the error is not retried, only one of several items fails with it.
 */
function failingScenario(
  workflow: RoutedWorkflow,
  step: CompositeStep,
  way: readonly PlannedFault[],
): Scenario | undefined {
  const last = way.at(-1);
  if (!last) return undefined;
  const isOnce = step.form === "map" && last.error !== undefined;
  return findScenario(
    workflow,
    [[...way.slice(0, -1), { ...last, ...(isOnce && { once: true }) }]],
    [{ reached: step }, ...(isOnce ? [{ sized: step, items: ITEMS }] : [])],
    ({ failed }) => failed.includes(last.step),
  );
}

/** A map within another has its own number of items, in one item of the other. */
function mapTests(workflow: RoutedWorkflow, step: MapStep): FormTests {
  const routes = compositeRoutes(workflow, step);
  const found = repeatedTask(workflow, step);
  if (!found) return { step: step.name, routes };
  const { task, scenario } = found;
  const title = "runs its steps for each item";
  return {
    step: step.name,
    routes,
    items: { ...scenario, title, first: task.name, count: ITEMS },
    ...(!isApproval(task) && {
      tooLarge: {
        ...scenario,
        title: "ends the workflow, past every rule, when its items leave too much together",
        first: task.name,
      },
    }),
    ...(step.maxConcurrency !== undefined && {
      concurrency: crowdTests(workflow, step, step.maxConcurrency, task),
    }),
  };
}

function crowdTests(
  workflow: RoutedWorkflow,
  map: MapStep,
  limit: number,
  task: FunctionStep,
): ConcurrencyTest[] {
  const items = Math.min(2 * limit, LIMITS.maxMapConcurrency) + 1;
  const inWords = `at most ${limit} ${limit === 1 ? "item" : "items"} at once`;
  const test = (title: string, { name, timeoutSeconds }: Task, scenario: Scenario | undefined) =>
    scenario ? [{ ...scenario, title, task: name, limit, seconds: timeoutSeconds / 2 }] : [];
  const undone = tasksInside(workflow, map).find(
    (one) =>
      mapAround(workflow, one) === map &&
      one.compensation &&
      isAtItsOwnPace(one.compensation, limit),
  );
  return [
    ...(isAtItsOwnPace(task, limit)
      ? test(`works on ${inWords}`, task, withItems(workflow, map, task, items))
      : []),
    ...(undone?.compensation
      ? test(
          `undoes ${inWords}`,
          undone.compensation,
          undoneItems(workflow, map, undone, undone.compensation, items),
        )
      : []),
  ];
}

/** Finds a scenario in which a map has so many items, and what was done for each is undone. */
function undoneItems(
  workflow: RoutedWorkflow,
  map: MapStep,
  owner: ForwardTask,
  { name }: Task,
  items: number,
): Scenario | undefined {
  const found = scenarioOfCompensation(workflow, owner, name);
  if (!found) return undefined;
  return findScenario(
    workflow,
    [found.faults],
    [{ reached: owner }, { sized: map, items }],
    ({ succeeded }) => succeeded.filter((one) => one === name).length === items,
  );
}

/** A task that runs once for each item of a map, rather one of the map's own than one further inside. */
function repeatedTask(
  workflow: RoutedWorkflow,
  map: MapStep,
): { readonly task: FunctionStep; readonly scenario: Scenario } | undefined {
  const tasks = tasksInside(workflow, map).filter((task) => "form" in task);
  const depth = (task: FunctionStep) => locate(workflow, task).within.length;
  for (const task of tasks.toSorted((one, other) => depth(one) - depth(other))) {
    const scenario = withItems(workflow, map, task, ITEMS);
    if (scenario) return { task, scenario };
  }
  return undefined;
}

/**
 * Finds a scenario in which a map has so many items, the others have as few as can be, and the task runs once for each.
 */
function withItems(
  workflow: RoutedWorkflow,
  map: MapStep,
  task: FunctionStep,
  items: number,
): Scenario | undefined {
  return findScenario(
    workflow,
    [[]],
    [{ reached: task }, { sized: map, items }],
    ({ succeeded }) => succeeded.filter((name) => name === task.name).length === items,
  );
}

/** Returns whether it is the map, not the step, that limits how much is done at once. */
function isAtItsOwnPace(
  { concurrency }: { readonly concurrency?: number },
  limit: number,
): boolean {
  return concurrency === undefined || concurrency >= limit;
}
