import { isTask } from "../../forms/traits.ts";
import {
  compositesAround,
  type ForwardTask,
  forwardTasks,
} from "../../semantics/compensation-order.ts";
import { valueUnder } from "../../semantics/condition.ts";
import { routeFor } from "../../semantics/failure-routes.ts";
import { locate } from "../../semantics/placement.ts";
import { longestRetrying } from "../../semantics/retry-delays.ts";
import type { Status } from "../../semantics/status.ts";
import type { Fixture, Trace } from "../../semantics/trace.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { keyOf } from "../../workflow/idempotency.ts";
import { tasksOf } from "../../workflow/names.ts";
import { stateKey } from "../../workflow/paths.ts";
import { perWorkflow } from "../../workflow/per-workflow.ts";
import { taskSteps } from "../../workflow/steps/traversal.ts";
import type {
  Compensation,
  IdempotencyKey,
  Task,
  WorkflowWithTransport,
} from "../../workflow/workflow.ts";
import {
  faultWithRoute,
  isPermanent,
  type PlannedFault,
  prerequisiteFaults,
} from "../failure-scenarios.ts";
import { stateWithKeys } from "../sample-state.ts";
import { defaultFixture, interpretScenario, type Scenario } from "../scenario.ts";
import { inTitle } from "./route-tests.ts";

/** The tests of a step that is done once for each key. */
export interface KeyTests {
  /** Two workflows with the same key; at once where nothing before the step keeps one of them waiting. */
  readonly shared?: IdempotencyKey & {
    readonly atOnce: boolean;
    /** Tells that the workflow takes longer than the window. */
    readonly outlasted: boolean;
  };
  /** The first step with a key, where the key is missing; `input`: with the keys of those that run all the same. */
  readonly keyMissing?: {
    readonly what: string;
    readonly status: Status;
    readonly key: string;
    readonly input: unknown;
  };
  /** For a compensation of a step with a key: that step, and what has it undone. */
  readonly sharedUndo?: {
    readonly step: string;
    readonly prelude: readonly PlannedFault[];
    readonly failing: PlannedFault;
    /** Tells that a workflow that succeeds takes longer than the window. */
    readonly outlasted: boolean;
    /**
     * Faults that have it undone although its function never comes to the step; left out where there are none.
     */
    readonly unrun?: readonly PlannedFault[];
  };
}

/** The seconds that a workflow may wait for its turn at a step that runs for one at a time. */
const LONGEST_THROTTLING_SECONDS = 60;

/** Returns no test if the step has no key, or runs only after retries that would outlast its window. */
export function sharedTest(
  workflow: WorkflowWithTransport,
  task: Task,
  scenario: Scenario,
): Pick<KeyTests, "shared"> {
  const key = keyOf(task);
  if (!key || !scenario.faults.every(isPermanent)) return {};
  const outlasted = isOutlasted(workflow, scenario, key);
  const isQueued = task.concurrency === 1 && key.windowSeconds <= LONGEST_THROTTLING_SECONDS;
  if (outlasted && isQueued) return {};
  const atOnce = firstKeyed(workflow) === task && !isQueued;
  return { shared: { ...key, atOnce, outlasted } };
}

/** Returns a test for the first step with a key only: without a key, a run does not reach the later ones. */
export function keyMissingTest(
  workflow: WorkflowWithTransport,
  task: ForwardTask,
  scenario: Scenario,
): Pick<KeyTests, "keyMissing"> {
  const key = firstKeyed(workflow) === task ? keyOf(task)?.key : undefined;
  if (key === undefined || isInFixture(key, scenario.fixture)) return {};
  const around = compositesAround(workflow, task);
  const what = inTitle(task, "PermanentError", around);
  const plain = followWithout(workflow, scenario, scenario.fixture.input);
  const others = tasksOf(workflow).filter((other) => keyOf(other) && keyOf(other)?.key !== key);
  const isAlone = plain.failed.every((name) => name === task.name);
  const input = isAlone
    ? scenario.fixture.input
    : stateWithKeys(others, "given", scenario.fixture.input as object).input;
  if (isInFixture(key, { ...scenario.fixture, input })) return {};
  const { status, failed } = followWithout(workflow, scenario, input);
  const isLast = failed.length === 1 && failed[0] === task.name;
  return isLast ? { keyMissing: { what, status, key, input } } : {};
}

/**
 * Follows the workflow where the input has these keys, and no other: without its key no step runs.
 */
function followWithout(workflow: WorkflowWithTransport, scenario: Scenario, input: unknown): Trace {
  const fixture = { ...scenario.fixture, input };
  const missing = tasksOf(workflow).filter((task) => {
    const key = keyOf(task)?.key;
    return key !== undefined && !isInFixture(key, fixture);
  });
  const faults = missing.map(({ name }): PlannedFault => {
    return { step: name, kind: "fail", error: "PermanentError" };
  });
  return interpretScenario(workflow, { fixture, faults: [...scenario.faults, ...faults] });
}

/** Returns whether each of several workflows in one fixture has keys of its own: those of the steps that ran are not in it. */
export function haveOwnKeys(
  workflow: WorkflowWithTransport,
  ran: readonly string[],
  fixture: Fixture,
): boolean {
  return tasksOf(workflow).every((task) => {
    const key = keyOf(task)?.key;
    return key === undefined || !ran.includes(task.name) || !isInFixture(key, fixture);
  });
}

/** Returns whether a choice looks at what a key is read from, so that it cannot be left out. */
function isInFixture(key: string, { input, answers }: Fixture): boolean {
  const results = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [stateKey({ name }), answer]),
  );
  return valueUnder(key, { input, results, errors: {} }) !== undefined;
}

/**
 * A step with a key that succeeds, and a later one that fails and has it undone: one that fails in
 * every workflow, and without a retry, so that the key's window is not over.
 */
export function sharedUndoTest(
  workflow: WorkflowWithTransport,
  { name }: Compensation,
): Pick<KeyTests, "sharedUndo"> {
  const tasks = forwardTasks(workflow);
  const step = tasks.find(({ compensation }) => compensation?.name === name);
  const key = step && keyOf(step);
  if (!step || !key || locate(workflow, step).within.length > 0) return {};
  const prelude = prerequisiteFaults(workflow, step)[0] ?? [];
  const failing = workflow.steps
    .filter(isTask)
    .filter((later) => tasks.indexOf(later) > tasks.indexOf(step) && keyOf(later) === undefined)
    .map((later) => faultWithRoute(later, "compensate"))
    .find((fault) => fault !== undefined && isPermanent(fault));
  if (!failing || !prelude.every(isPermanent)) return {};
  const scenario = { fixture: defaultFixture(workflow), faults: prelude };
  const outlasted = isOutlasted(workflow, scenario, key);
  const unrun = unrunFaults(workflow, step, scenario, failing);
  return { sharedUndo: { step: step.name, prelude, failing, outlasted, ...(unrun && { unrun }) } };
}

/**
 * Returns no test if the retries of a crashed function outlast the window; nor with queues, where what never
 * comes to its step waits for a person.
 */
function unrunFaults(
  workflow: WorkflowWithTransport,
  step: ForwardTask,
  scenario: Scenario,
  failing: PlannedFault,
): readonly PlannedFault[] | undefined {
  const key = keyOf(step);
  if (!key || descriptions[workflow.transport].hasDeadLetters) return undefined;
  if (isOutlasted(workflow, scenario, key, longestRetrying(step.retry))) return undefined;
  const route = routeFor(step, undefined);
  if (route === "compensate") return [];
  return route === "continue" ? [failing] : undefined;
}

/**
 * Tells whether a workflow that is started when another has ended comes to the same step after the
 * window, and then has the step for `seconds`.
 */
function isOutlasted(
  workflow: WorkflowWithTransport,
  scenario: Scenario,
  { windowSeconds }: IdempotencyKey,
  seconds = 0,
): boolean {
  const { times, waits } = interpretScenario(workflow, scenario);
  const end = Math.max(...times, ...waits.map(({ until }) => until));
  return end + seconds >= windowSeconds;
}

const keyedTasks = perWorkflow((workflow) =>
  taskSteps(workflow).filter((step) => keyOf(step) !== undefined),
);

function firstKeyed(workflow: WorkflowWithTransport): Task | undefined {
  return keyedTasks(workflow)[0];
}
