import { decides, isApproval, isComposite, pauseOf, repeats } from "../../forms/traits.ts";
import { branchIndexes } from "../../semantics/placement.ts";
import type { ExecutionTrace } from "../../semantics/trace.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import { describeCondition } from "../../workflow/text/condition-text.ts";
import type { ChoiceStep, MapStep, Step, WorkflowWithTransport } from "../../workflow/workflow.ts";
import { defaultFixture, findScenario, interpretScenario, type Scenario } from "../scenario.ts";
import { compositeRoutes } from "./composite-routes.ts";
import { type ConcurrencyTest, crowdTests, ITEMS, repeatedTask } from "./map-tests.ts";
import { type RouteTest, scenarioTest } from "./route-tests.ts";

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

/** The tests that prove what the steps do that are no functions. */
export function formTests(workflow: WorkflowWithTransport): FormTests[] {
  return allSteps(workflow)
    .flatMap((step) => testsOf(workflow, step))
    .filter(
      ({ routes, untaken, lasting, items }) => routes.length > 0 || untaken || lasting || items,
    );
}

function testsOf(workflow: WorkflowWithTransport, step: Step): FormTests[] {
  if (decides(step)) return [choiceTests(workflow, step)];
  if (repeats(step)) return [mapTests(workflow, step)];
  if (isComposite(step)) return [{ step: step.name, routes: compositeRoutes(workflow, step) }];
  const seconds = pauseOf(step);
  return seconds === undefined ? [] : pauseTests(workflow, step, seconds);
}

function pauseTests(workflow: WorkflowWithTransport, step: Step, pause: number): FormTests[] {
  const lasts = ({ waits }: ExecutionTrace) => waits.some(({ wait }) => wait === step.name);
  const plain = { fixture: defaultFixture(workflow), faults: [] };
  const scenario = lasts(interpretScenario(workflow, plain))
    ? plain
    : findScenario(workflow, [[]], [{ reached: step }], lasts);
  if (!scenario) return [];
  const title = `lasts ${formatDuration(pause)}`;
  const { seconds, ...next } = descriptions[workflow.transport].delaysMessages
    ? untilNext(step, interpretScenario(workflow, scenario))
    : { seconds: pause };
  return [{ step: step.name, routes: [], lasting: { title, ...scenario, seconds, ...next } }];
}

/** A queue holds the next message back; with the waits before it in a row, all at once. */
function untilNext({ name }: Step, { waits, succeeded, times }: ExecutionTrace) {
  const wait = waits.find((one) => one.wait === name);
  const next = succeeded[wait?.after ?? -1];
  if (!wait || next === undefined) throw new Error(`Nothing follows ${name}; was it checked?`);
  return { seconds: (times[wait.after] ?? 0) - wait.since, next };
}

function choiceTests(workflow: WorkflowWithTransport, step: ChoiceStep): FormTests {
  const routes = branchIndexes(step).map((branch) => branchRoutes(workflow, step, branch));
  const untaken = branchIndexes(step).filter((_, index) => routes[index]?.length === 0);
  return { step: step.name, routes: routes.flat(), ...(untaken.length > 0 && { untaken }) };
}

function branchRoutes(
  workflow: WorkflowWithTransport,
  step: ChoiceStep,
  branch: number,
): RouteTest[] {
  const when = step.branches[branch]?.when;
  const find = (nearMisses: boolean, known?: Scenario) =>
    findScenario(
      workflow,
      [[]],
      [{ reached: step }, { choice: step, branch }],
      ({ taken }, { fixture }) =>
        taken.some((one) => one.choice === step.name && one.branch === branch) &&
        JSON.stringify(fixture) !== JSON.stringify(known?.fixture),
      1,
      { nearMisses },
    );
  const scenario = find(false);
  if (!scenario) return [];
  const title = branchTitle(step, branch);
  const near = when === undefined ? find(true, scenario) : undefined;
  return [
    scenarioTest(workflow, title, scenario),
    ...(near ? [scenarioTest(workflow, `${title}, though some only just`, near)] : []),
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

/** A map within another has its own number of items, in one item of the other. */
function mapTests(workflow: WorkflowWithTransport, step: MapStep): FormTests {
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
