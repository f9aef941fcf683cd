import { formatDuration } from "../workflow/duration.ts";
import { stateKey } from "../workflow/forms.ts";
import { isGuarded, keyOf } from "../workflow/idempotency.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import { allSteps, canFail, taskSteps } from "../workflow/traversal.ts";
import type {
  Compensation,
  CompositeStep,
  IdempotencyKey,
  OnFailure,
  RoutedWorkflow,
  Task,
} from "../workflow/workflow.ts";
import { ANSWER_ERRORS, isApproval } from "./approval.ts";
import {
  compensationsFrom,
  compensationsIn,
  compositesAround,
  type Failing,
  type ForwardTask,
  failing,
  forwardTasks,
  isForwardTask,
  mapAround,
  stepsAround,
} from "./compensation-order.ts";
import { valueUnder } from "./condition.ts";
import { longestDelays, type SHOWN_RETRIES } from "./retry-delays.ts";
import {
  faultOf,
  faultWithRoute,
  findScenario,
  followScenario,
  type PlannedFault,
  plainWorld,
  preludeOf,
  type Scenario,
  waysToFail,
} from "./scenario.ts";
import { visibilityTimeout } from "./sqs.ts";
import { namedErrors } from "./step-states.ts";
import { handlerOf, routeFor, type Status, type World } from "./trace.ts";

export type { PlannedFault } from "./scenario.ts";

/** One test of the generated `workflow.test.ts`: with these faults, this is what happens. */
export interface RouteTest {
  readonly title: string;
  readonly world: World;
  readonly faults: readonly PlannedFault[];
  /** How often the failing step is tried; left out where no single step is looked at. */
  readonly tries?: number;
  readonly status: Status;
  /** The steps that succeed, in order; left out where that depends on when the failure comes. */
  readonly succeeded?: readonly string[];
  /** How many of them run before anything is undone. */
  readonly forward: number;
  /** The steps that fail for good, in order. */
  readonly failed: readonly string[];
  /** Keys of the results and errors that are left, in order. */
  readonly results: readonly string[];
  readonly errors: readonly string[];
  /** Where the message waits, in the queue transport. */
  readonly deadLetterOf?: string;
}

/** All tests of one step's failure rules. */
export interface RuleTests {
  readonly step: string;
  /** The input and the answers with which this step runs. */
  readonly world: World;
  /** Seconds after which this step runs. */
  readonly startsAt: number;
  /** What must fail first, so that this step runs at all. */
  readonly prelude: readonly PlannedFault[];
  /** What the workflow ends as when this step succeeds in the end. */
  readonly statusAfterSuccess: Status;
  readonly maxAttempts: number;
  /** Longest seconds between the first tries, at most {@link SHOWN_RETRIES} of them. */
  readonly delays: readonly number[];
  /** The same with jitter at its least. */
  readonly shortestDelays: readonly number[];
  readonly timeoutSeconds: number;
  /** Queue: seconds after which a step that did not answer is tried again. */
  readonly visibilityTimeoutSeconds: number;
  readonly guarded: boolean;
  /** For an approval: how long an answer is waited for. */
  readonly answerSeconds?: number;
  /** Its result is in that of a map. */
  readonly inMap?: true;
  /** A result that is more than can be passed on, and what follows; not where it has a claim check. */
  readonly tooLarge?: { readonly what: string; readonly status: Status };
  /** The steps behind it that get the result in the place of its claim check. */
  readonly claimedBy?: readonly string[];
  /** Two workflows with the same key; at once where nothing before the step keeps one of them waiting. */
  readonly shared?: IdempotencyKey & {
    readonly atOnce: boolean;
    /** Whether the workflow goes on for longer than the window, once the step is done. */
    readonly outlasted: boolean;
  };
  /** The first step with a key, where the key is missing. */
  readonly keyMissing?: { readonly what: string; readonly status: Status; readonly key: string };
  /** For a compensation of a step with a key: that step, and what has it undone. */
  readonly sharedUndo?: {
    readonly step: string;
    readonly prelude: readonly PlannedFault[];
    readonly failing: PlannedFault;
    /** Whether a workflow that succeeds goes on for longer than the window. */
    readonly outlasted: boolean;
  };
  readonly concurrency?: number;
  readonly routes: readonly RouteTest[];
  /** An error at once that takes a failure route, and what follows. */
  readonly settled?: {
    readonly error: string;
    readonly status: Status;
    readonly succeeded: readonly string[];
  };
  /** The route that ends in a dead-letter queue or a failed execution, which can be redriven. */
  readonly redrive?: {
    readonly world: World;
    readonly faults: readonly PlannedFault[];
    readonly status: Status;
  };
}

/** The tests that prove every failure rule of the workflow. */
export function ruleTests(workflow: RoutedWorkflow): RuleTests[] {
  return failing(workflow).flatMap((one) => [
    ...(isForwardTask(one) ? forwardTests(workflow, one) : []),
    ...(one.compensation ? compensationTests(workflow, one, one.compensation) : []),
  ]);
}

function forwardTests(workflow: RoutedWorkflow, task: ForwardTask): RuleTests[] {
  const scenario = findScenario(
    workflow,
    preludeOf(workflow, task),
    placesOf(workflow, task),
    ({ succeeded }) => succeeded.includes(task.name),
  );
  if (!scenario) return [];
  const around = compositesAround(workflow, task);
  const own = task.catch.flatMap(({ errors }) => errors);
  const named = [...namedErrors(task, around), ...(isApproval(task) ? ANSWER_ERRORS : [])];
  const route = (error: string) =>
    routeAtOnce(
      workflow,
      task,
      scenario,
      consequence(task, routeFor(task, error), error, around),
      error,
    );
  const isNamed = named.includes("PermanentError");
  const isRedrivable = task.onFailure === "fail" && !handlerOf(undefined, around);
  return [
    {
      ...taskTests(workflow, task, scenario),
      ...(firstKeyed(workflow) === task ? keyMissingTest(workflow, task, scenario) : {}),
      ...(isApproval(task) && { answerSeconds: task.answerSeconds }),
      ...(mapAround(workflow, task) && { inMap: true }),
      ...(task.claimCheck
        ? { claimedBy: claimedBy(workflow, task, scenario) }
        : tooLargeTest(workflow, task, task, scenario, (error) =>
            consequence(task, routeFor(task, error), error, around),
          )),
      routes: [
        ...exhaustedRoutes(
          workflow,
          task,
          scenario,
          consequence(task, task.onFailure, undefined, around),
        ),
        ...(isNamed ? [] : [route("PermanentError")]),
        ...[...new Set([...own, ...named])].map(route),
        ...undoneFallbacks(workflow, task, scenario),
      ],
      ...settledTest(workflow, task, scenario),
      ...(isRedrivable ? redriveTest(workflow, task, scenario) : {}),
    },
  ];
}

/** What has to be reached for something to run: itself, and what must fail before. */
function placesOf(workflow: RoutedWorkflow, one: Failing): Failing[] {
  const before = preludeOf(workflow, one)[0] ?? [];
  return [
    one,
    ...forwardTasks(workflow).filter(({ name }) => before.some(({ step }) => step === name)),
  ];
}

function compensationTests(
  workflow: RoutedWorkflow,
  owner: Failing,
  task: Compensation,
): RuleTests[] {
  const scenario = scenarioOfCompensation(workflow, owner, task.name);
  if (!scenario) return [];
  const what = "leaves the workflow for a person";
  return [
    {
      ...taskTests(workflow, task, scenario),
      ...tooLargeTest(workflow, owner, task, scenario, () => what),
      ...sharedUndoTest(workflow, task),
      routes: [
        ...exhaustedRoutes(workflow, task, scenario, what),
        routeAtOnce(workflow, task, scenario, what, "PermanentError"),
      ],
      ...(workflow.transport === "queue" ? redriveTest(workflow, task, scenario) : {}),
    },
  ];
}

/** The step runs once, and what it answers takes the route of an error. */
function tooLargeTest(
  workflow: RoutedWorkflow,
  owner: Failing,
  task: Task | ForwardTask,
  scenario: Scenario,
  what: (error: string) => string,
): Pick<RuleTests, "tooLarge"> {
  // What an item notes is not in the state that a run ends with.
  if (mapAround(workflow, owner) || isApproval(task)) return {};
  const named =
    "catch" in task ? namedErrors(task, compositesAround(workflow, owner)) : ([] as string[]);
  const error = named.includes("ResultTooLarge") ? "ResultTooLarge" : "PermanentError";
  const fault: PlannedFault = { step: task.name, kind: "fail", error };
  const { status } = followScenario(workflow, withFault(scenario, fault));
  return { tooLarge: { what: what(error), status } };
}

function keyMissingTest(
  workflow: RoutedWorkflow,
  task: ForwardTask,
  scenario: Scenario,
): Pick<RuleTests, "keyMissing"> {
  const key = keyOf(task)?.key;
  if (key === undefined || isInWorld(key, scenario.world)) return {};
  const fault: PlannedFault = { step: task.name, kind: "fail", error: "PermanentError" };
  const { status } = followScenario(workflow, withFault(scenario, fault));
  const around = compositesAround(workflow, task);
  const what = consequence(task, routeFor(task, "PermanentError"), "PermanentError", around);
  return { keyMissing: { what, status, key } };
}

/** Whether a choice looks at what a key is read from, so that it cannot be left out. */
function isInWorld(key: string, { input, answers }: World): boolean {
  const results = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [stateKey({ name }), answer]),
  );
  return valueUnder(key, { input, results, errors: {} }) !== undefined;
}

function withFault({ world, faults }: Scenario, fault: PlannedFault): Scenario {
  return { world, faults: [...faults, fault] };
}

function claimedBy(workflow: RoutedWorkflow, task: ForwardTask, scenario: Scenario): string[] {
  const { succeeded } = followScenario(workflow, scenario);
  return succeeded.slice(succeeded.indexOf(task.name) + 1);
}

/**
 * A step with a key that succeeds, and a later one that fails and has it undone: one that fails in
 * every workflow, and without a retry, so that the key's window is not over.
 */
function sharedUndoTest(
  workflow: RoutedWorkflow,
  { name }: Compensation,
): Pick<RuleTests, "sharedUndo"> {
  const tasks = forwardTasks(workflow);
  const step = tasks.find(({ compensation }) => compensation?.name === name);
  const key = step && keyOf(step);
  if (!step || !key || stepsAround(workflow, step).length > 0) return {};
  const prelude = preludeOf(workflow, step)[0] ?? [];
  const failing = workflow.steps
    .filter((later) => later.form === "task")
    .filter((later) => tasks.indexOf(later) > tasks.indexOf(step) && keyOf(later) === undefined)
    .map((later) => faultWithRoute(later, "compensate"))
    .find((fault) => fault !== undefined && isPermanent(fault));
  if (!failing || !prelude.every(isPermanent)) return {};
  const scenario = { world: plainWorld(workflow), faults: prelude };
  const outlasted = isOutlasted(workflow, scenario, step.name, key);
  return { sharedUndo: { step: step.name, prelude, failing, outlasted } };
}

function exhaustedRoutes(
  workflow: RoutedWorkflow,
  task: Task,
  scenario: Scenario,
  what: string,
): RouteTest[] {
  const cases = [
    { kind: "fail", when: "when its retries are exhausted" },
    { kind: "crash", when: "when it crashes on every try" },
    { kind: "timeOut", when: "when it times out on every try" },
  ] as const;
  return cases.map(({ kind, when }) => {
    const fault = { step: task.name, kind };
    return routeTest(workflow, `${what} ${when}`, scenario, fault, 1 + task.retry.maxAttempts);
  });
}

function routeAtOnce(
  workflow: RoutedWorkflow,
  task: Task,
  scenario: Scenario,
  what: string,
  error: string,
): RouteTest {
  const fault = faultOf(task, error);
  return routeTest(workflow, `${what} ${whenAtOnce(task, fault)}`, scenario, fault, 1);
}

function whenAtOnce(task: Task, { kind, error }: PlannedFault): string {
  if (kind === "reject") return "when it is rejected";
  if (kind === "ignore" && isApproval(task)) {
    return `when nobody answers within ${formatDuration(task.answerSeconds)}`;
  }
  return error === "PermanentError" ? "at once on a permanent error" : `at once on ${error}`;
}

function redriveTest(
  workflow: RoutedWorkflow,
  task: Task,
  scenario: Scenario,
): Required<Pick<RuleTests, "redrive">> {
  const { world } = scenario;
  const faults: PlannedFault[] = [...scenario.faults, { step: task.name, kind: "fail" }];
  return { redrive: { world, faults, status: followScenario(workflow, scenario).status } };
}

/** A fallback is tried in some workflows and not in others; where it was, it is undone too. */
function undoneFallbacks(
  workflow: RoutedWorkflow,
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
          preludeOf(workflow, fallback).map((before) => [...before, ...own, ...scenario.faults]),
          [...placesOf(workflow, fallback), task],
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

function settledTest(
  workflow: RoutedWorkflow,
  task: ForwardTask,
  scenario: Scenario,
): Pick<RuleTests, "settled"> {
  const routed = [...task.catch.flatMap(({ errors }) => errors), "PermanentError"];
  const error = routed.find((name) => routeFor(task, name) !== "fail");
  if (error === undefined) return {};
  const fault: PlannedFault = { step: task.name, kind: "fail", error };
  const faults = [...scenario.faults, fault];
  const { status, succeeded } = followScenario(workflow, { ...scenario, faults });
  return { settled: { error, status, succeeded } };
}

function taskTests(
  workflow: RoutedWorkflow,
  task: Task,
  scenario: Scenario,
): Omit<RuleTests, "routes"> {
  const key = keyOf(task);
  const delays = longestDelays(task.retry).map((delay) => observed(delay, workflow));
  const { status, succeeded, times } = followScenario(workflow, scenario);
  return {
    step: task.name,
    world: scenario.world,
    startsAt: times[succeeded.indexOf(task.name)] ?? 0,
    prelude: scenario.faults,
    statusAfterSuccess: status,
    maxAttempts: task.retry.maxAttempts,
    delays,
    shortestDelays: task.retry.jitter === "full" ? delays.map(() => 0) : delays,
    timeoutSeconds: task.timeoutSeconds,
    visibilityTimeoutSeconds: visibilityTimeout(task.timeoutSeconds),
    guarded: isGuarded(task),
    ...(key && scenario.faults.every(isPermanent)
      ? {
          shared: {
            ...key,
            atOnce: firstKeyed(workflow) === task,
            outlasted: isOutlasted(workflow, scenario, task.name, key),
          },
        }
      : {}),
    ...(task.concurrency === undefined ? {} : { concurrency: task.concurrency }),
  };
}

function isOutlasted(
  workflow: RoutedWorkflow,
  scenario: Scenario,
  step: string,
  { windowSeconds }: IdempotencyKey,
): boolean {
  const { times, succeeded, waits } = followScenario(workflow, scenario);
  const end = Math.max(...times, ...waits.map(({ until }) => until));
  return end - (times[succeeded.indexOf(step)] ?? 0) >= windowSeconds;
}

const keyedTasks = perWorkflow((workflow) =>
  taskSteps(workflow).filter((step) => keyOf(step) !== undefined),
);

function firstKeyed(workflow: RoutedWorkflow): Task | undefined {
  return keyedTasks(workflow)[0];
}

function routeTest(
  workflow: RoutedWorkflow,
  title: string,
  scenario: Scenario,
  fault: PlannedFault,
  tries: number,
): RouteTest {
  const faults = [...scenario.faults, fault];
  return { ...scenarioTest(workflow, title, { ...scenario, faults }), tries };
}

/** What happens in a scenario, as a test. */
export function scenarioTest(
  workflow: RoutedWorkflow,
  title: string,
  scenario: Scenario,
): RouteTest {
  const following = followScenario(workflow, scenario);
  const { status, succeeded, failed, forward } = following;
  const ended = status === "failed" || status === "compensation-failed";
  const last = failed.at(-1);
  const failing = forwardTasks(workflow).find(({ name }) => name === last);
  /** Step Functions stops the other branches, wherever they are. */
  const isStopped =
    status === "failed" && failing && compositesAround(workflow, failing).length > 0;
  return {
    title,
    world: scenario.world,
    faults: scenario.faults,
    status,
    ...(isStopped ? {} : { succeeded }),
    forward,
    failed,
    results: Object.keys(following.results),
    errors: Object.keys(following.errors),
    ...(ended && last !== undefined ? { deadLetterOf: last } : {}),
  };
}

export function consequence(
  task: Failing,
  onFailure: OnFailure,
  error: string | undefined,
  around: readonly CompositeStep[],
): string {
  const handler = handlerOf(error, around);
  switch (onFailure) {
    case "fail":
      return handler ? `leaves it to ${handler.name}` : "stops the workflow";
    case "compensate":
      return "has everything undone";
    case "continue":
      return "is passed over";
    case "fallback":
      return `is replaced by ${("fallback" in task && task.fallback?.name) || "its fallback"}`;
  }
}

/** All that has steps undone, those first that are not retried. */
const waysToCompensate = perWorkflow((workflow) =>
  failing(workflow)
    .flatMap((one) => waysToFail(workflow, one, "compensate").map((way) => ({ one, way })))
    .toSorted((a, b) => Number(b.way.every(isPermanent)) - Number(a.way.every(isPermanent))),
);

/** A compensation runs only when a step behind it, or its own, has failed. */
function scenarioOfCompensation(
  workflow: RoutedWorkflow,
  owner: Failing,
  compensation: string,
): Scenario | undefined {
  const before = preludeOf(workflow, owner)[0] ?? [];
  for (const { one, way } of waysToCompensate(workflow)) {
    const undone = compensationsIn(compensationsFrom(workflow, one));
    if (!undone.some((link) => link.compensation === compensation)) continue;
    const failed = forwardTasks(workflow).filter(({ name }) =>
      way.some(({ step }) => step === name),
    );
    const isOwn = before.every(({ step }) => way.some((fault) => fault.step === step));
    const found = findScenario(
      workflow,
      [isOwn ? way : [...before, ...way]],
      [...placesOf(workflow, owner), ...failed],
      ({ succeeded }) => succeeded.includes(compensation),
    );
    if (found) return found;
  }
  return undefined;
}

/** Whether a fault is not retried. */
function isPermanent({ error }: PlannedFault): boolean {
  return error !== undefined;
}

/** SQS counts whole seconds; the tests of a state machine compare hundredths. */
function observed(seconds: number, { transport }: RoutedWorkflow): number {
  return transport === "queue" ? Math.round(seconds) : Math.round(seconds * 100) / 100;
}
