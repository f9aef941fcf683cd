import { isApproval } from "../../forms/traits.ts";
import { ANSWER_ERRORS } from "../../semantics/approval.ts";
import {
  compositesAround,
  type Failable,
  type ForwardTask,
  failables,
  isForwardTask,
  mapAround,
} from "../../semantics/compensation-order.ts";
import { consequenceOf, namedErrors, routeFor } from "../../semantics/failure-routes.ts";
import { longestDelays, type SHOWN_RETRIES } from "../../semantics/retry-delays.ts";
import type { Status } from "../../semantics/status.ts";
import type { Fixture } from "../../semantics/trace.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { visibilityTimeout } from "../../transports/queue/sqs.ts";
import { isGuarded } from "../../workflow/idempotency.ts";
import { taskSteps } from "../../workflow/steps/traversal.ts";
import type { Compensation, Task, WorkflowWithTransport } from "../../workflow/workflow.ts";
import { isPermanent, type PlannedFault } from "../failure-scenarios.ts";
import { scenarioOfCompensation, scenarioOfTask } from "../reach-step.ts";
import { findScenario, interpretScenario, type Scenario, withFault } from "../scenario.ts";
import { comesAtOnce } from "./comes-at-once.ts";
import {
  haveOwnKeys,
  type KeyTests,
  keyMissingTest,
  sharedTest,
  sharedUndoTest,
} from "./key-tests.ts";
import { ITEMS } from "./map-tests.ts";
import { claimedBy, type ResultTests, tooLargeTest } from "./result-tests.ts";
import {
  exhaustedRoute,
  inTitle,
  type RouteTest,
  routeAtOnce,
  scenarioTest,
  undoneFallbacks,
} from "./route-tests.ts";

/** All tests of one step's failure rules. */
export interface RuleTests extends KeyTests, ResultTests {
  readonly step: string;
  /** The input and the answers with which this step runs. */
  readonly fixture: Fixture;
  /** Seconds after which this step runs; left out where that is up to chance. */
  readonly startsAt?: number;
  /** The faults that must come first, so that this step runs at all. */
  readonly prelude: readonly PlannedFault[];
  /** The end of the workflow when this step succeeds in the end. */
  readonly statusAfterSuccess: Status;
  readonly maxAttempts: number;
  /** Longest seconds between the first tries, at most {@link SHOWN_RETRIES} of them. */
  readonly delays: readonly number[];
  /** The seconds between tries with jitter at its least. */
  readonly shortestDelays: readonly number[];
  readonly timeoutSeconds: number;
  /** Queue: seconds after which a step that did not answer is tried again. */
  readonly visibilityTimeoutSeconds: number;
  readonly guarded: boolean;
  /** Tells that workflows which run at once share no idempotency key. */
  readonly hasOwnKeys: boolean;
  /** For an approval: how long an answer is waited for. */
  readonly answerSeconds?: number;
  /** Its result is in that of a map. */
  readonly inMap?: true;
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
    readonly fixture: Fixture;
    readonly faults: readonly PlannedFault[];
    readonly status: Status;
  };
}

/** The tests that prove every failure rule of the workflow. */
export function ruleTests(workflow: WorkflowWithTransport): RuleTests[] {
  return failables(workflow).flatMap((one) => [
    ...(isForwardTask(one) ? forwardTests(workflow, one) : []),
    ...(one.compensation ? compensationTests(workflow, one, one.compensation) : []),
  ]);
}

function forwardTests(workflow: WorkflowWithTransport, task: ForwardTask): RuleTests[] {
  const scenario = scenarioOfTask(workflow, task);
  if (!scenario) return [];
  const around = compositesAround(workflow, task);
  const named = [...namedErrors(task, around), ...(isApproval(task) ? ANSWER_ERRORS : [])];
  const route = (error: string) =>
    routeAtOnce(workflow, task, scenario, inTitle(task, error, around), error);
  const isNamed = named.includes("PermanentError");
  const isRedrivable = consequenceOf(task, undefined, around).kind === "stop";
  return [
    {
      ...taskTests(workflow, task, scenario),
      ...keyMissingTest(workflow, task, scenario),
      ...(isApproval(task) && { answerSeconds: task.answerSeconds }),
      ...(mapAround(workflow, task) && { inMap: true }),
      ...(task.claimCheck
        ? { claimedBy: claimedBy(workflow, task, scenario) }
        : tooLargeTest(workflow, task, task, scenario, (error) => inTitle(task, error, around))),
      routes: [
        exhaustedRoute(workflow, task, scenario, inTitle(task, undefined, around)),
        ...(isNamed ? [] : [route("PermanentError")]),
        ...[...new Set(named)].map(route),
        ...undoneFallbacks(workflow, task, scenario),
      ],
      ...settledTest(workflow, task, scenario),
      ...(isRedrivable ? redriveTest(workflow, task, scenario) : {}),
    },
  ];
}

function compensationTests(
  workflow: WorkflowWithTransport,
  owner: Failable,
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
        exhaustedRoute(workflow, task, scenario, what),
        routeAtOnce(workflow, task, scenario, what, "PermanentError"),
        ...resumedTests(workflow, owner, task, scenario),
      ],
      ...(descriptions[workflow.transport].hasDeadLetters && redriveTest(workflow, task, scenario)),
    },
  ];
}

/** A state machine goes on from a compensation that failed; inside of a map, for each item that is left. */
function resumedTests(
  workflow: WorkflowWithTransport,
  owner: Failable,
  { name }: Compensation,
  scenario: Scenario,
): RouteTest[] {
  if (descriptions[workflow.transport].hasDeadLetters) return [];
  const resumed = (title: string, undisturbed: Scenario, fault: PlannedFault): RouteTest => {
    const { faults } = withFault(undisturbed, fault);
    return { ...scenarioTest(workflow, title, undisturbed), faults, redriven: true };
  };
  const title = "goes on with what is left to undo when it is redriven";
  const always = resumed(title, scenario, { step: name, kind: "fail" });
  if (!mapAround(workflow, owner)) return [always];
  const fault: PlannedFault = { step: name, kind: "fail", error: "PermanentError", once: true };
  const found = findScenario(
    workflow,
    [scenario.faults],
    [{ reached: owner }],
    ({ succeeded }) => succeeded.filter((step) => step === name).length > 1,
    ITEMS,
  );
  if (!found) return [always];
  return [always, resumed("leaves no other item out when it is redriven for one", found, fault)];
}

function taskTests(
  workflow: WorkflowWithTransport,
  task: Task,
  scenario: Scenario,
): Omit<RuleTests, "routes"> {
  const { observedDelay } = descriptions[workflow.transport];
  const delays = longestDelays(task.retry).map((delay) => observedDelay(delay, task.retry));
  const { status, succeeded, times } = interpretScenario(workflow, scenario);
  return {
    step: task.name,
    fixture: scenario.fixture,
    ...(isThrottled(workflow, succeeded) || !scenario.faults.every(isPermanent)
      ? {}
      : { startsAt: times[succeeded.indexOf(task.name)] ?? 0 }),
    prelude: scenario.faults,
    statusAfterSuccess: status,
    maxAttempts: task.retry.maxAttempts,
    delays,
    shortestDelays: task.retry.jitter === "full" ? delays.map(() => 0) : delays,
    timeoutSeconds: task.timeoutSeconds,
    visibilityTimeoutSeconds: visibilityTimeout(task.timeoutSeconds),
    guarded: isGuarded(task),
    hasOwnKeys: haveOwnKeys(workflow, succeeded, scenario.fixture),
    ...sharedTest(workflow, task, scenario),
    ...(task.concurrency !== undefined &&
      comesAtOnce(workflow, task, scenario) && { concurrency: task.concurrency }),
  };
}

function settledTest(
  workflow: WorkflowWithTransport,
  task: ForwardTask,
  scenario: Scenario,
): Pick<RuleTests, "settled"> {
  const routed = [...namedErrors(task), "PermanentError"];
  const error = routed.find((name) => routeFor(task, name) !== "fail");
  if (error === undefined) return {};
  const fault: PlannedFault = { step: task.name, kind: "fail", error };
  const { status, succeeded } = interpretScenario(workflow, withFault(scenario, fault));
  return { settled: { error, status, succeeded } };
}

function redriveTest(
  workflow: WorkflowWithTransport,
  task: Task,
  scenario: Scenario,
): Required<Pick<RuleTests, "redrive">> {
  const failed = withFault(scenario, { step: task.name, kind: "fail" });
  return { redrive: { ...failed, status: interpretScenario(workflow, scenario).status } };
}

/** Returns whether items may have to wait, at random, because no more of a step may run at once. */
function isThrottled(workflow: WorkflowWithTransport, succeeded: readonly string[]): boolean {
  return taskSteps(workflow).some(
    ({ name, concurrency }) =>
      concurrency !== undefined && succeeded.filter((one) => one === name).length > concurrency,
  );
}
