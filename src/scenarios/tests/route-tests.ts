import { canFail, isApproval } from "../../forms/traits.ts";
import {
  compensationsFrom,
  compensationsIn,
  compositesAround,
  type Failable,
  type ForwardTask,
  failables,
  forwardTasks,
  mapAround,
} from "../../semantics/compensation-order.ts";
import { consequenceOf } from "../../semantics/failure-routes.ts";
import type { Status } from "../../semantics/status.ts";
import type { Fixture } from "../../semantics/trace.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { perWorkflow } from "../../workflow/per-workflow.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { CompositeStep, Task, WorkflowWithTransport } from "../../workflow/workflow.ts";
import {
  faultOf,
  faultWithRoute,
  isPermanent,
  type PlannedFault,
  prerequisiteFaults,
} from "../failure-scenarios.ts";
import { findScenario, interpretScenario, type Scenario, withFault } from "../scenario.ts";

/** One way through the workflow that a generated row proves: with these faults, this is what happens. */
export interface RouteTest {
  readonly title: string;
  /** The failure that takes the route, and the words for what follows; left out where several fail. */
  readonly failure?: { readonly cause: string; readonly what: string };
  readonly fixture: Fixture;
  readonly faults: readonly PlannedFault[];
  /** The number of tries of the failing step; left out where no single step is looked at. */
  readonly tries?: number;
  readonly status: Status;
  /** The steps that succeed, in order; left out where that depends on when the failure comes. */
  readonly succeeded?: readonly string[];
  /** The number of them that run before anything is undone. */
  readonly forward: number;
  /** The steps that fail for good, in order. */
  readonly failed: readonly string[];
  /** The step whose failure the workflow ends with. */
  readonly endedBy?: string;
  /** Keys of the results and errors that are left, in order. */
  readonly results: readonly string[];
  readonly errors: readonly string[];
  /** It is redriven when what failed is mended. */
  readonly redriven?: true;
  /** The step in whose dead-letter queue the message waits, in the queue transport. */
  readonly deadLetterOf?: string;
}

/** The cause of a failure on every try: the step throws, crashes or times out. */
export const RETRIES_EXHAUSTED = "retries exhausted";

/** The test of a step that fails on every try. */
export function exhaustedRoute(
  workflow: WorkflowWithTransport,
  task: Task,
  scenario: Scenario,
  what: string,
): RouteTest {
  const fault: PlannedFault = { step: task.name, kind: "fail" };
  const title = `${what} when its retries are exhausted`;
  const test = routeTest(workflow, title, scenario, fault, 1 + task.retry.maxAttempts);
  return { ...test, failure: { cause: RETRIES_EXHAUSTED, what } };
}

/** The test of an error that is not retried. */
export function routeAtOnce(
  workflow: WorkflowWithTransport,
  task: Task,
  scenario: Scenario,
  what: string,
  error: string,
): RouteTest {
  const fault = faultOf(task, error);
  const test = routeTest(workflow, `${what} ${whenAtOnce(task, fault)}`, scenario, fault, 1);
  return fault.kind === "fail" ? { ...test, failure: { cause: error, what } } : test;
}

function whenAtOnce(task: Task, { kind, error }: PlannedFault): string {
  if (kind === "reject") return "when it is rejected";
  if (kind === "ignore" && isApproval(task)) {
    return `when nobody answers within ${formatDuration(task.answerSeconds)}`;
  }
  return error === "PermanentError" ? "at once on a permanent error" : `at once on ${error}`;
}

/** A fallback is tried in some workflows and not in others; where it was, it is undone too. */
export function undoneFallbacks(
  workflow: WorkflowWithTransport,
  task: ForwardTask,
  scenario: Scenario,
): RouteTest[] {
  const fault = faultWithRoute(task, "compensate");
  if (!fault) return [];
  const tries = isPermanent(fault) ? 1 : 1 + task.retry.maxAttempts;
  const undone = compensationsIn(compensationsFrom(workflow, task)).map(({ ifTried }) => ifTried);
  return allSteps(workflow)
    .toReversed()
    .flatMap((step) => {
      const fallback = canFail(step) ? step.fallback : undefined;
      if (!fallback || fallback === task || !undone.includes(fallback.name)) return [];
      const route = (when: string, ...own: PlannedFault[]): RouteTest[] => {
        const found = findScenario(
          workflow,
          prerequisiteFaults(workflow, fallback).map((before) => [
            ...before,
            ...own,
            ...scenario.faults,
          ]),
          [{ reached: fallback }, { reached: task }],
          ({ succeeded, failed }) =>
            [...succeeded, ...failed].includes(fallback.name) && succeeded.includes(task.name),
        );
        const title = `has ${fallback.name} undone too ${when}`;
        return found ? [routeTest(workflow, title, found, fault, tries)] : [];
      };
      const passedOver = faultWithRoute(fallback, "continue");
      return [
        ...route("where it ran"),
        ...(passedOver ? route("where it failed", passedOver) : []),
      ];
    });
}

function routeTest(
  workflow: WorkflowWithTransport,
  title: string,
  scenario: Scenario,
  fault: PlannedFault,
  tries: number,
): RouteTest {
  return { ...scenarioTest(workflow, title, withFault(scenario, fault)), tries };
}

const tasksByName = perWorkflow(
  (workflow) => new Map(forwardTasks(workflow).map((task) => [task.name, task])),
);

/** Returns a scenario, and what happens in it, as a test. */
export function scenarioTest(
  workflow: WorkflowWithTransport,
  title: string,
  scenario: Scenario,
): RouteTest {
  const following = interpretScenario(workflow, scenario);
  const { status, succeeded, failed, endedBy, forward } = following;
  const ended = status === "failed" || status === "compensation-failed";
  /** Step Functions stops the other branches and items, wherever they are. */
  const isStopped = ended && endedBy !== undefined && hasOthersBeside(workflow, endedBy);
  return {
    title,
    fixture: scenario.fixture,
    faults: scenario.faults,
    status,
    ...(isStopped ? {} : { succeeded }),
    forward,
    failed,
    results: Object.keys(following.results),
    errors: Object.keys(following.errors),
    ...(endedBy !== undefined && { endedBy, ...(ended && { deadLetterOf: endedBy }) }),
  };
}

/**
 * Returns whether a task runs while others do; those that undo a parallel run one after the other.
 */
function hasOthersBeside(workflow: WorkflowWithTransport, name: string): boolean {
  const task = tasksByName(workflow).get(name);
  if (task) return compositesAround(workflow, task).length > 0;
  const undone = failables(workflow).find(({ compensation }) => compensation?.name === name);
  return undone !== undefined && mapAround(workflow, undone) !== undefined;
}

/**
 * Returns the consequence of a failure, as the beginning of a title.
 *
 * @param around the composites around it, the innermost first
 */
export function inTitle(
  task: Failable,
  error: string | undefined,
  around: readonly CompositeStep[],
): string {
  const then = consequenceOf(task, error, around);
  switch (then.kind) {
    case "stop":
      return "stops the workflow";
    case "handled":
      return `leaves it to ${then.by.name}`;
    case "compensate":
      return "has everything undone";
    case "continue":
      return "is passed over";
    case "fallback":
      return `is replaced by ${then.fallback.name}`;
  }
}
