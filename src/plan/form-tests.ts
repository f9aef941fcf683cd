import { describeCondition } from "../workflow/condition-text.ts";
import { formatDuration } from "../workflow/duration.ts";
import { allSteps, isComposite } from "../workflow/traversal.ts";
import type {
  ChoiceStep,
  CompositeStep,
  MapStep,
  RoutedWorkflow,
  Step,
  WaitStep,
} from "../workflow/workflow.ts";
import { compositesAround, type Failing, forwardTasks, stepsAround } from "./compensation-order.ts";
import { consequence, type RouteTest, scenarioTest } from "./route-tests.ts";
import {
  findScenario,
  followScenario,
  type PlannedFault,
  plainWorld,
  preludeOf,
  type Scenario,
  tasksInside,
  waysToFail,
} from "./scenario.ts";
import { type Following, routeFor, type World } from "./trace.ts";

/** The tests of a step that is no function. */
export interface FormTests {
  readonly step: string;
  /** What happens on each of its ways. */
  readonly routes: readonly RouteTest[];
  /** How long it lasts. */
  readonly lasting?: Scenario & {
    readonly title: string;
    readonly seconds: number;
    /** In a queue: the step that comes next, so many seconds after the one before the wait. */
    readonly next?: string;
  };
  /** How often the steps inside of it run. */
  readonly items?: {
    readonly title: string;
    readonly world: World;
    readonly first: string;
    readonly count: number;
  };
  /** How many items are worked on at once. */
  readonly concurrency?: {
    readonly title: string;
    readonly world: World;
    readonly first: string;
    readonly limit: number;
    /** Seconds that the first step takes. */
    readonly seconds: number;
  };
}

/** How many items the tests of a map have, besides those of its concurrency. */
const ITEMS = 3;

/** Above this many items at once a simulated run takes too long. */
const MOST_SIMULATED_CONCURRENCY = 20;

/** The tests that prove what the steps do that are no functions. */
export function formTests(workflow: RoutedWorkflow): FormTests[] {
  return allSteps(workflow)
    .flatMap((step) => testsOf(workflow, step))
    .filter(
      ({ routes, lasting, items, concurrency }) =>
        routes.length > 0 || lasting || items || concurrency,
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
      return [{ step: step.name, routes: choiceRoutes(workflow, step) }];
    case "parallel":
      return [{ step: step.name, routes: compositeRoutes(workflow, step) }];
    case "map":
      return [mapTests(workflow, step)];
  }
}

function waitTests(workflow: RoutedWorkflow, step: WaitStep): FormTests[] {
  const lasts = ({ waits }: Following) => waits.some(({ wait }) => wait === step.name);
  const plain = { world: plainWorld(workflow), faults: [] };
  const scenario = lasts(followScenario(workflow, plain))
    ? plain
    : findScenario(workflow, [[]], [step], lasts);
  if (!scenario) return [];
  const title = `lasts ${formatDuration(step.seconds)}`;
  const { seconds, ...next } =
    workflow.transport === "queue"
      ? untilNext(step, followScenario(workflow, scenario))
      : { seconds: step.seconds };
  return [{ step: step.name, routes: [], lasting: { title, ...scenario, seconds, ...next } }];
}

/** A queue holds the next message back; with the waits before it in a row, all at once. */
function untilNext({ name }: WaitStep, { waits, succeeded, times }: Following) {
  const wait = waits.find((one) => one.wait === name);
  const next = succeeded[wait?.after ?? -1];
  if (!wait || next === undefined) throw new Error(`Nothing follows ${name}; was it checked?`);
  return { seconds: (times[wait.after] ?? 0) - wait.since, next };
}

function choiceRoutes(workflow: RoutedWorkflow, step: ChoiceStep): RouteTest[] {
  const isComplete = step.branches.some(({ when }) => when === undefined);
  const branches = [...step.branches.keys(), ...(isComplete ? [] : [-1])];
  return branches.flatMap((branch) => {
    const when = step.branches[branch]?.when;
    const find = (nearMisses: boolean) =>
      findScenario(
        workflow,
        [[]],
        [step],
        ({ taken }) => taken.some((one) => one.choice === step.name && one.branch === branch),
        1,
        nearMisses,
      );
    const scenario = find(false);
    if (!scenario) return [];
    const title =
      when === undefined
        ? branch < 0
          ? "goes on where no condition holds"
          : "takes the last branch where no condition holds"
        : `takes branch ${branch + 1} where ${describeCondition(when)}`;
    const near = when === undefined ? find(true) : undefined;
    const isOther = near && JSON.stringify(near.world) !== JSON.stringify(scenario.world);
    return [
      scenarioTest(workflow, title, scenario),
      ...(isOther ? [scenarioTest(workflow, `${title}, though some only just`, near)] : []),
    ];
  });
}

function compositeRoutes(workflow: RoutedWorkflow, step: CompositeStep): RouteTest[] {
  const part = step.form === "map" ? "an item" : "a branch";
  const errors = step.catch.flatMap((rule) => rule.errors);
  const around = compositesAround(workflow, step);
  return [undefined, ...errors].flatMap((error) => {
    const onFailure = routeFor(step, error);
    const way = waysToFail(workflow, step, onFailure).find((faults) =>
      error === undefined ? true : faults.at(-1)?.error === error,
    );
    const last = way?.at(-1);
    if (!way || !last) return [];
    const isOnce = step.form === "map" && last.error !== undefined;
    const faults: PlannedFault[] = [
      ...way.slice(0, -1),
      { ...last, ...(isOnce && { once: true }) },
    ];
    const scenario = findScenario(
      workflow,
      [faults],
      placesOfFaults(workflow, step, faults),
      ({ failed }) => failed.includes(last.step),
      isOnce ? ITEMS : 1,
    );
    if (!scenario) return [];
    const what = consequence(step, onFailure, error, around);
    const when = error === undefined ? `when ${part} fails` : `when ${part} fails with ${error}`;
    return [scenarioTest(workflow, `${what} ${when}`, scenario)];
  });
}

function placesOfFaults(
  workflow: RoutedWorkflow,
  step: Failing,
  faults: readonly PlannedFault[],
): Failing[] {
  const names = [...faults, ...(preludeOf(workflow, step)[0] ?? [])].map((fault) => fault.step);
  return [step, ...forwardTasks(workflow).filter(({ name }) => names.includes(name))];
}

function mapTests(workflow: RoutedWorkflow, step: MapStep): FormTests {
  const routes = compositeRoutes(workflow, step);
  const isDirect = compositesAround(workflow, step).every(({ form }) => form !== "map");
  const first = tasksInside(workflow, step).find(
    (task) =>
      "form" in task &&
      compositesAround(workflow, task)[0] === step &&
      stepsAround(workflow, task).at(-1) === step,
  );
  if (!first || !isDirect) return { step: step.name, routes };
  const withItems = (count: number) =>
    findScenario(
      workflow,
      [[]],
      [first],
      ({ succeeded }) => succeeded.filter((name) => name === first.name).length === count,
      count,
    );
  const several = withItems(ITEMS);
  const limit = step.maxConcurrency;
  const crowd =
    limit !== undefined && limit <= MOST_SIMULATED_CONCURRENCY && isAtItsOwnPace(first, limit)
      ? withItems(2 * limit + 1)
      : undefined;
  return {
    step: step.name,
    routes,
    ...(several && {
      items: {
        title: "runs its steps for each item",
        world: several.world,
        first: first.name,
        count: ITEMS,
      },
    }),
    ...(crowd &&
      limit !== undefined && {
        concurrency: {
          title: `works on at most ${limit} ${limit === 1 ? "item" : "items"} at once`,
          world: crowd.world,
          first: first.name,
          limit,
          seconds: first.timeoutSeconds / 2,
        },
      }),
  };
}

/** Whether it is the map, not the step, that limits how much is done at once. */
function isAtItsOwnPace(
  { concurrency }: { readonly concurrency?: number },
  limit: number,
): boolean {
  return concurrency === undefined || concurrency >= limit;
}

/** Whether branches or items run at once, so that there is no one order. */
export function hasJoins(workflow: RoutedWorkflow): boolean {
  return allSteps(workflow).some(isComposite);
}
