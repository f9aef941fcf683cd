import { inGroup } from "../plan/grouped-input.ts";
import type { Plan } from "../plan/plan.ts";
import type { QueueStepFunction } from "../plan/queue-functions.ts";
import type { World } from "../plan/trace.ts";
import { taskSteps } from "../workflow/traversal.ts";
import { code, fitItems, fitLiteral } from "./layout.ts";
import { groupIn, inGroupCall, isOrdered } from "./order.ts";
import { FAULTS, type Helper } from "./workflow-test/fault-lines.ts";
import { type FormStepTests, formStepTests, todoLines } from "./workflow-test/form-step-tests.ts";
import { type KeySources, keySources } from "./workflow-test/key-tests.ts";
import { RESULT_LIMITS } from "./workflow-test/result-tests.ts";
import {
  hasLongOrder,
  resultKeysLine,
  sortedStepsLine,
  succeededLine,
} from "./workflow-test/state-lines.ts";
import { type StepTests, stepTests } from "./workflow-test/step-tests.ts";
import { type TestLayout, testLayout } from "./workflow-test/test-layout.ts";
import { AS_INPUT, hasAnswers, withoutName } from "./workflow-test/world-lines.ts";

/** What `test/workflow.test.ts` mentions; every line is laid out already. */
export interface WorkflowTestData {
  readonly workflowName: string;
  readonly queue: boolean;
  /** Constants of a long workflow, in whose terms its tests speak. */
  readonly orderLine: string | null;
  readonly resultsLine: string | null;
  readonly usesStepsBefore: boolean;
  readonly topSucceededLine: string;
  readonly topResultsLine: string;
  readonly firstStep: string;
  /** A step of the chain that is retried. */
  readonly retriedStep: string | null;
  /** A step whose failures take a route, and one whose failures wait, where a queue is for them. */
  readonly loggedFailures: readonly string[];
  /** What the tests do to steps; none where nothing leads to any. */
  readonly importLine: string | null;
  readonly observationsImportLine: string;
  readonly hasRetries: boolean;
  /** Whether a test is about a wait of a state machine. */
  /** With order: whether some test starts workflows that are not of one group. */
  readonly usesOwnGroups: boolean;
  /** With order: an input in the group that a variable holds, as what a function returns. */
  readonly groupedReturnLine: string;
  /** Whether some of these workflows have an input of their own besides. */
  readonly hasOwnInputs: boolean;
  readonly hasTooLarge: boolean;
  /** Whether the other steps have to answer with something then. */
  readonly tooLargeAnswers: boolean;
  readonly limitsImportLine: string;
  /** Whether a test answers for one step only. */
  readonly hasShared: boolean;
  /** The input of every rehearsal, as a property of its options. */
  readonly rehearsalInput: string;
  /** What idempotency keys are read from, where there are any. */
  readonly keySources: KeySources | null;
  readonly startedTwice: {
    readonly title: string;
    readonly succeededLine: string;
  };
  readonly steps: readonly StepTests[];
  readonly forms: readonly FormStepTests[];
  /** The steps that have no test at all. */
  readonly untested: readonly { readonly step: string; readonly todoLines: string | null }[];
  /** Where the rules need more than an empty input: the one that all tests begin with. */
  readonly inputLine: string | null;
  /** Where steps have to answer with more than their name. */
  readonly hasAnswers: boolean;
  readonly answersLine: string | null;
  readonly topOrder: string;
  /** The steps that somebody approves in every test. */
  readonly approveLine: string | null;
}

/** Lays out the tests of every failure rule. */
export function workflowTestData(plan: Plan): WorkflowTestData {
  const { workflow } = plan;
  const layout = testLayout(plan);
  const { plain } = layout;
  const steps = plan.tests.map((tests) => stepTests(layout, tests));
  const forms = plan.formTests
    .map((tests) => formStepTests(layout, tests, plan.untested))
    .filter(({ hasTests, todoLines }) => hasTests || todoLines !== null);
  const called = new Set([...steps, ...forms].flatMap(callsOf));
  const used = (helper: Helper) => called.has(helper);
  const hasRetries = steps.some(({ retries }) => retries !== null);
  const hasConcurrency =
    steps.some(({ concurrency }) => concurrency !== null) ||
    forms.some(({ concurrency }) => concurrency.length > 0);
  const large = [...steps, ...forms].flatMap(({ tooLarge }) => (tooLarge ? [tooLarge] : []));
  const observations = [
    ...(steps.length > 0 ? ["count", "eventsOf"] : []),
    ...(hasConcurrency ? ["mostAtOnce"] : []),
    "type SimulationOptions",
    ...(used("secondsBefore") ? ["secondsBefore"] : []),
    ...(hasRetries ? ["secondsBetweenTries"] : []),
    ...(used("secondsOf") ? ["secondsOf"] : []),
    "succeeded",
  ];
  const faults = FAULTS.filter(used);
  const { order, resultKeysInOrder } = layout;
  const retried = taskSteps(workflow).find(
    ({ name, retry }) => retry.maxAttempts > 0 && order.includes(name),
  );
  const approvals = plan.steps.flatMap(({ task, answerSeconds }) =>
    answerSeconds === undefined ? [] : [`"${task.name}"`],
  );
  const sources = plan.keyed ? keySources(layout) : null;
  return {
    workflowName: workflow.name,
    queue: layout.queue,
    ...longOrder(layout, used("stepsBefore")),
    topSucceededLine: succeededLine(layout, order, order.length, "  ").trimStart(),
    topResultsLine: resultKeysLine(layout, resultKeysInOrder, "  ").trimStart(),
    topOrder: layout.joins ? "" : ", in order",
    firstStep: order[0] ?? "",
    retriedStep: retried?.name ?? null,
    loggedFailures: loggedFailures(plan, order),
    hasRetries,
    groupedReturnLine: layout.ordered
      ? fitLiteral(
          "  return ",
          inGroup(plain.input, workflow.queue?.groupBy ?? "", code("group")),
          `${layout.typed ? AS_INPUT : ""};`,
        )
      : "",
    hasOwnInputs: steps.some(({ batch, concurrency }) =>
      [batch, concurrency].some((test) => test?.hasOwnInput),
    ),
    usesOwnGroups: steps.some(({ batch, concurrency }) => batch !== null || concurrency !== null),
    limitsImportLine: fitItems(
      "import { ",
      RESULT_LIMITS.filter((limit) => large.some((test) => test.limit === limit)),
      ' } from "../src/runtime/run-step.ts";',
    ),
    approveLine: approvals.length > 0 ? fitItems("const approve = [", approvals, "];") : null,
    tooLargeAnswers:
      plan.tests.some(({ tooLarge, world }) => tooLarge && hasAnswers(world)) ||
      plan.formTests.some(({ tooLarge }) => tooLarge && hasAnswers(tooLarge.world)),
    hasTooLarge: large.length > 0,
    hasShared: steps.some(({ shared, sharedUndo }) => shared !== null || sharedUndo !== null),
    keySources: sources,
    startedTwice: startedTwice(plan, layout),
    ...inputLines(layout),
    hasAnswers: [plain, ...worldsOf(plan)].some(hasAnswers),
    answersLine: hasAnswers(plain)
      ? fitLiteral("const answers = ", withoutName(plain.answers), ";")
      : null,
    importLine:
      faults.length > 0 ? fitItems("import { ", faults, ' } from "../local/faults.ts";') : null,
    observationsImportLine: fitItems(
      "import { ",
      observations,
      ' } from "../local/simulation.ts";',
    ),
    steps,
    forms,
    untested: plan.untested
      .filter(({ step }) => !forms.some((one) => one.step === step))
      .map((one) => ({ step: one.step, todoLines: todoLines([one]) })),
  };
}

function loggedFailures(plan: Plan, order: readonly string[]): string[] {
  if (plan.transport !== "queue") return [];
  const ran = plan.functions.steps.filter(({ task }) => order.includes(task.name));
  const isRouted = ({ onFailure: { byError, otherwise } }: QueueStepFunction) =>
    "routedBy" in (byError?.PermanentError ?? otherwise);
  return [ran.find(isRouted), ran.find((step) => !isRouted(step))].flatMap((step) =>
    step ? [step.task.name] : [],
  );
}

function longOrder(layout: TestLayout, usesStepsBefore: boolean) {
  const constant = (name: string, values: readonly string[]) =>
    fitItems(
      `const ${name} = [`,
      values.map((value) => `"${value}"`),
      "];",
    );
  const isLong = hasLongOrder(layout);
  return {
    orderLine: isLong ? constant("order", layout.order) : null,
    resultsLine: isLong ? constant("results", layout.resultKeysInOrder) : null,
    usesStepsBefore,
  };
}

/**
 * The helpers that the tests of a step call. What must fail first, so that the step runs at all, is
 * said by its first test already.
 */
function callsOf(tests: StepTests | FormStepTests): readonly Helper[] {
  return Object.values(tests)
    .flat()
    .flatMap((test) =>
      typeof test === "object" && test !== null && "calls" in test ? test.calls : [],
    );
}

/** The worlds that the tests are about: that of a step, and those of its tests. */
function worldsOf({ tests, formTests }: Plan): World[] {
  return [...tests, ...formTests]
    .flatMap((one) => [one, ...Object.values(one).flat()])
    .flatMap((test) => (typeof test === "object" && "world" in test ? [test.world] : []));
}

/** How the input that all tests begin with is written: for all, or where it is used. */
function inputLines({ plain, ordered, typed, keyed, workflow }: TestLayout) {
  const isShared = !ordered && !keyed && Object.keys(plain.input as object).length > 0;
  const own = () => {
    if (ordered) return `input: ${inGroupCall(groupIn(plain, workflow.queue?.groupBy ?? ""))}`;
    if (keyed) return "input: inputOf";
    if (isShared) return "input";
    return `input: {}${typed ? AS_INPUT : ""}`;
  };
  return {
    inputLine: isShared
      ? fitLiteral("const input = ", plain.input, typed ? `${AS_INPUT};` : ";")
      : null,
    rehearsalInput: own(),
  };
}

/**
 * In a queue every step gets its message twice; one that keeps order drops the second within five
 * minutes, and a state machine is started once.
 */
function startedTwice(plan: Plan, layout: TestLayout) {
  const { transport, steps } = plan;
  const isRepeated = (name: string) =>
    transport === "queue" &&
    !isOrdered(plan) &&
    steps.some(({ task }) => task.name === name && task.idempotency === "natural");
  const succeeded = layout.order.flatMap((name) => (isRepeated(name) ? [name, name] : [name]));
  return {
    title:
      transport === "queue"
        ? "has its effect once when it is started twice"
        : "is not started twice under the same name",
    succeededLine: sortedStepsLine(layout, "succeeded(events)", succeeded, "  "),
  };
}
