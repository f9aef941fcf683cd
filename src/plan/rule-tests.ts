import { isGuarded, keyOf } from "../workflow/idempotency.ts";
import { taskSteps } from "../workflow/traversal.ts";
import type {
  Compensation,
  IdempotencyKey,
  OnFailure,
  RoutedWorkflow,
  Task,
} from "../workflow/workflow.ts";
import { compensationsFrom, type ForwardTask, forwardTasks } from "./compensation-order.ts";
import { longestDelays, type SHOWN_RETRIES } from "./retry-delays.ts";
import { visibilityTimeout } from "./sqs.ts";
import { type Failures, routeFor, type Status, trace } from "./trace.ts";

/** A fault to inject: the step, and the kind of failure. */
export interface PlannedFault {
  readonly step: string;
  readonly kind: "fail" | "crash" | "timeOut";
  /** For `fail`: the error's name; left out, a transient error. */
  readonly error?: string;
}

/** One test of the generated `workflow.test.ts`: with these faults, this is what happens. */
export interface RouteTest {
  readonly title: string;
  readonly faults: readonly PlannedFault[];
  /** How often the failing step is tried. */
  readonly tries: number;
  readonly status: Status;
  /** The steps that succeed, in order. */
  readonly succeeded: readonly string[];
  /** The steps that fail for good, in order. */
  readonly failed: readonly string[];
  /** Where the message waits, in the queue transport. */
  readonly deadLetterOf?: string;
}

/** All tests of one step's failure rules. */
export interface RuleTests {
  readonly step: string;
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
  /** A result that is more than can be passed on, and what follows; not where it has a claim check. */
  readonly tooLarge?: { readonly what: string; readonly status: Status };
  /** The steps behind it that get the result in the place of its claim check. */
  readonly claimedBy?: readonly string[];
  /** Two workflows with the same key; at once where nothing before the step keeps one of them waiting. */
  readonly shared?: IdempotencyKey & { readonly atOnce: boolean };
  /** The first step with a key, where the key is missing. */
  readonly keyMissing?: { readonly what: string; readonly status: Status; readonly key: string };
  /** For a compensation of a step with a key: that step, and what has it undone. */
  readonly sharedUndo?: {
    readonly step: string;
    readonly prelude: readonly PlannedFault[];
    readonly failing: PlannedFault;
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
  readonly redrive?: { readonly faults: readonly PlannedFault[]; readonly status: Status };
}

/** The tests that prove every failure rule of the workflow. */
export function ruleTests(workflow: RoutedWorkflow): RuleTests[] {
  return forwardTasks(workflow).flatMap((task) => {
    const own = forwardTests(workflow, task);
    return task.compensation ? [own, compensationTests(workflow, task.compensation)] : [own];
  });
}

function forwardTests(workflow: RoutedWorkflow, task: ForwardTask): RuleTests {
  const prelude = preludeOf(workflow, task);
  const route = (onFailure: OnFailure, error: string) =>
    routeAtOnce(workflow, task, prelude, consequence(task, onFailure), error);
  const named = task.catch.flatMap(({ errors, onFailure }) =>
    errors.map((error) => route(onFailure, error)),
  );
  const isNamed = task.catch.some(({ errors }) => errors.includes("PermanentError"));
  return {
    ...taskTests(workflow, task, prelude),
    ...(firstKeyed(workflow) === task ? keyMissingTest(workflow, task) : {}),
    ...(task.claimCheck
      ? { claimedBy: claimedBy(workflow, task, prelude) }
      : tooLargeTest(workflow, task, prelude, (error) => consequence(task, routeFor(task, error)))),
    routes: [
      ...exhaustedRoutes(workflow, task, prelude, consequence(task, task.onFailure)),
      ...(isNamed ? [] : [route(task.onFailure, "PermanentError")]),
      ...named,
      ...undoneFallbacks(workflow, task, prelude),
    ],
    ...settledTest(workflow, task, prelude),
    ...(task.onFailure === "fail" ? redriveTest(workflow, task, prelude) : {}),
  };
}

function compensationTests(workflow: RoutedWorkflow, task: Compensation): RuleTests {
  const prelude = preludeOfCompensation(workflow, task.name);
  const what = "leaves the workflow for a person";
  return {
    ...taskTests(workflow, task, prelude),
    ...tooLargeTest(workflow, task, prelude, () => what),
    ...sharedUndoTest(workflow, task),
    routes: [
      ...exhaustedRoutes(workflow, task, prelude, what),
      routeAtOnce(workflow, task, prelude, what, "PermanentError"),
    ],
    ...(workflow.transport === "queue" ? redriveTest(workflow, task, prelude) : {}),
  };
}

/** The step runs once, and what it answers takes the route of an error. */
function tooLargeTest(
  workflow: RoutedWorkflow,
  task: Task | ForwardTask,
  prelude: readonly PlannedFault[],
  what: (error: string) => string,
): Required<Pick<RuleTests, "tooLarge">> {
  const named = "catch" in task ? task.catch.flatMap(({ errors }) => errors) : [];
  const error = named.includes("ResultTooLarge") ? "ResultTooLarge" : "PermanentError";
  const fault: PlannedFault = { step: task.name, kind: "fail", error };
  const status = statusAfter(workflow, [...prelude, fault]);
  return { tooLarge: { what: what(error), status } };
}

function keyMissingTest(
  workflow: RoutedWorkflow,
  task: ForwardTask,
): Pick<RuleTests, "keyMissing"> {
  const key = keyOf(task)?.key;
  if (key === undefined) return {};
  const status = statusAfter(workflow, [
    { step: task.name, kind: "fail", error: "PermanentError" },
  ]);
  return { keyMissing: { what: consequence(task, routeFor(task, "PermanentError")), status, key } };
}

function claimedBy(
  workflow: RoutedWorkflow,
  task: ForwardTask,
  prelude: readonly PlannedFault[],
): string[] {
  const { succeeded } = trace(workflow, failuresOf(prelude));
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
  if (!step || keyOf(step) === undefined) return {};
  const prelude = preludeOf(workflow, step);
  const failing = workflow.steps
    .filter((later) => later.form === "task")
    .filter((later) => tasks.indexOf(later) > tasks.indexOf(step) && keyOf(later) === undefined)
    .map((later) => faultWithRoute(later, "compensate"))
    .find((fault) => fault !== undefined && isPermanent(fault));
  if (!failing || !prelude.every(isPermanent)) return {};
  return { sharedUndo: { step: step.name, prelude, failing } };
}

function exhaustedRoutes(
  workflow: RoutedWorkflow,
  task: Task,
  prelude: readonly PlannedFault[],
  what: string,
): RouteTest[] {
  const cases = [
    { kind: "fail", when: "when its retries are exhausted" },
    { kind: "crash", when: "when it crashes on every try" },
    { kind: "timeOut", when: "when it times out on every try" },
  ] as const;
  return cases.map(({ kind, when }) => {
    const fault = { step: task.name, kind };
    return routeTest(workflow, `${what} ${when}`, prelude, fault, 1 + task.retry.maxAttempts);
  });
}

function routeAtOnce(
  workflow: RoutedWorkflow,
  task: Task,
  prelude: readonly PlannedFault[],
  what: string,
  error: string,
): RouteTest {
  const when = error === "PermanentError" ? "at once on a permanent error" : `at once on ${error}`;
  const fault: PlannedFault = { step: task.name, kind: "fail", error };
  return routeTest(workflow, `${what} ${when}`, prelude, fault, 1);
}

function redriveTest(
  workflow: RoutedWorkflow,
  task: Task,
  prelude: readonly PlannedFault[],
): Required<Pick<RuleTests, "redrive">> {
  const faults: PlannedFault[] = [...prelude, { step: task.name, kind: "fail" }];
  return { redrive: { faults, status: statusAfter(workflow, prelude) } };
}

/** A fallback is tried in some workflows and not in others; where it was, it is undone too. */
function undoneFallbacks(
  workflow: RoutedWorkflow,
  task: ForwardTask,
  prelude: readonly PlannedFault[],
): RouteTest[] {
  const fault = faultWithRoute(task, "compensate");
  if (!fault) return [];
  const tries = isPermanent(fault) ? 1 : 1 + task.retry.maxAttempts;
  return compensationsFrom(workflow, task).flatMap(({ ifTried }) => {
    const fallback = forwardTasks(workflow).find(({ name }) => name === ifTried);
    if (!fallback) return [];
    const route = (when: string, ...own: PlannedFault[]) => {
      const faults = [...preludeOf(workflow, fallback), ...own, ...prelude];
      return routeTest(workflow, `has ${fallback.name} undone too ${when}`, faults, fault, tries);
    };
    const passedOver = faultWithRoute(fallback, "continue");
    return [route("where it ran"), ...(passedOver ? [route("where it failed", passedOver)] : [])];
  });
}

function settledTest(
  workflow: RoutedWorkflow,
  task: ForwardTask,
  prelude: readonly PlannedFault[],
): Pick<RuleTests, "settled"> {
  const routed = [...task.catch.flatMap(({ errors }) => errors), "PermanentError"];
  const error = routed.find((name) => routeFor(task, name) !== "fail");
  if (error === undefined) return {};
  const fault: PlannedFault = { step: task.name, kind: "fail", error };
  const { status, succeeded } = trace(workflow, failuresOf([...prelude, fault]));
  return { settled: { error, status, succeeded } };
}

function taskTests(
  workflow: RoutedWorkflow,
  task: Task,
  prelude: readonly PlannedFault[],
): Omit<RuleTests, "routes"> {
  const key = keyOf(task);
  const delays = longestDelays(task.retry).map((delay) => observed(delay, workflow));
  return {
    step: task.name,
    prelude,
    statusAfterSuccess: statusAfter(workflow, prelude),
    maxAttempts: task.retry.maxAttempts,
    delays,
    shortestDelays: task.retry.jitter === "full" ? delays.map(() => 0) : delays,
    timeoutSeconds: task.timeoutSeconds,
    visibilityTimeoutSeconds: visibilityTimeout(task.timeoutSeconds),
    guarded: isGuarded(task),
    ...(key && prelude.every(isPermanent)
      ? { shared: { ...key, atOnce: firstKeyed(workflow) === task } }
      : {}),
    ...(task.concurrency === undefined ? {} : { concurrency: task.concurrency }),
  };
}

function firstKeyed(workflow: RoutedWorkflow): Task | undefined {
  return taskSteps(workflow).find((step) => keyOf(step) !== undefined);
}

function routeTest(
  workflow: RoutedWorkflow,
  title: string,
  prelude: readonly PlannedFault[],
  fault: PlannedFault,
  tries: number,
): RouteTest {
  const faults = [...prelude, fault];
  const { status, succeeded, failed } = trace(workflow, failuresOf(faults));
  const ended = status === "failed" || status === "compensation-failed";
  const last = failed.at(-1);
  return {
    title,
    faults,
    tries,
    status,
    succeeded,
    failed,
    ...(ended && last !== undefined ? { deadLetterOf: last } : {}),
  };
}

function consequence(task: ForwardTask, onFailure: OnFailure): string {
  switch (onFailure) {
    case "fail":
      return "stops the workflow";
    case "compensate":
      return "has everything undone";
    case "continue":
      return "is passed over";
    case "fallback":
      return `is replaced by ${("fallback" in task && task.fallback?.name) || "its fallback"}`;
  }
}

/** A fallback runs only when its step has failed. */
function preludeOf(workflow: RoutedWorkflow, task: ForwardTask): PlannedFault[] {
  const step = taskSteps(workflow).find(({ fallback }) => fallback === task);
  const fault = step && faultWithRoute(step, "fallback");
  return fault ? [fault] : [];
}

/** A compensation runs only when a step behind it, or its own, has failed. */
function preludeOfCompensation(workflow: RoutedWorkflow, compensation: string): PlannedFault[] {
  const preludes = forwardTasks(workflow).flatMap((failing) => {
    const fault = faultWithRoute(failing, "compensate");
    if (!fault) return [];
    const undo = compensationsFrom(workflow, failing).find(
      (link) => link.compensation === compensation,
    );
    if (!undo) return [];
    const tried = forwardTasks(workflow).find(({ name }) => name === undo.ifTried);
    return [[...(tried ? preludeOf(workflow, tried) : []), ...preludeOf(workflow, failing), fault]];
  });
  const prelude = preludes.find((faults) => faults.every(isPermanent)) ?? preludes[0];
  if (prelude) return prelude;
  throw new TypeError(`${compensation} is never run; the workflow was not checked.`);
}

/** A fault that takes this route, if possible without being retried; undefined where none does. */
function faultWithRoute(task: ForwardTask, onFailure: OnFailure): PlannedFault | undefined {
  const fault: PlannedFault = { step: task.name, kind: "fail" };
  const named = task.catch.find((rule) => rule.onFailure === onFailure)?.errors[0];
  if (named !== undefined) return { ...fault, error: named };
  if (task.onFailure !== onFailure) return undefined;
  return routeFor(task, "PermanentError") === onFailure
    ? { ...fault, error: "PermanentError" }
    : fault;
}

/** Whether a fault is not retried. */
function isPermanent({ error }: PlannedFault): boolean {
  return error !== undefined;
}

function statusAfter(workflow: RoutedWorkflow, faults: readonly PlannedFault[]): Status {
  return trace(workflow, failuresOf(faults)).status;
}

function failuresOf(faults: readonly PlannedFault[]): Failures {
  return new Map(faults.map(({ step, error }) => [step, error]));
}

/** SQS counts whole seconds; the tests of a state machine compare hundredths. */
function observed(seconds: number, { transport }: RoutedWorkflow): number {
  return transport === "queue" ? Math.round(seconds) : Math.round(seconds * 100) / 100;
}
