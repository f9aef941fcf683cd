import type { FormTests } from "../plan/form-tests.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannedFault, RouteTest, RuleTests } from "../plan/rule-tests.ts";
import { sampleState } from "../plan/sample-state.ts";
import { plainWorld } from "../plan/scenario.ts";
import { follow, type World } from "../plan/trace.ts";
import { formatDuration } from "../workflow/duration.ts";
import { camelCase } from "../workflow/names.ts";
import { placedSteps, taskSteps } from "../workflow/traversal.ts";
import type { RoutedWorkflow } from "../workflow/workflow.ts";
import { code, fitItems, fitLiteral, spread } from "./layout.ts";
import { isOrdered } from "./order.ts";

/** Above this many workflows at once a simulated run takes too long; the template is checked all the same. */
const MOST_SIMULATED_CONCURRENCY = 20;

const ANY_TIME = "expect.any(Number)";

/** What `test/workflow.test.ts` mentions; every line is laid out already. */
export interface WorkflowTestData {
  readonly workflowName: string;
  readonly queue: boolean;
  readonly topSucceededLine: string;
  readonly topResultsLine: string;
  readonly firstStep: string;
  /** A step of the chain that is retried. */
  readonly retriedStep: string | null;
  readonly importLine: string;
  readonly observationsImportLine: string;
  readonly hasRetries: boolean;
  /** With order: whether some test starts workflows that are not of one group. */
  readonly usesOwnGroups: boolean;
  readonly hasTooLarge: boolean;
  readonly limitsImportLine: string;
  /** Whether a test answers for one step only. */
  readonly hasShared: boolean;
  /** The input of every rehearsal, as a property of its options. */
  readonly rehearsalInput: string;
  /** What idempotency keys are read from, where there are any. */
  readonly keySources: null | {
    /** Where a key is in the input. */
    readonly inputLine: string | null;
    /** Where a key is in a result. */
    readonly resultsLine: string | null;
  };
  readonly startedTwice: {
    readonly title: string;
    readonly succeededLine: string;
  };
  readonly steps: readonly StepTests[];
  readonly forms: readonly FormStepTests[];
  /** Where the rules need more than an empty input: the one that all tests begin with. */
  readonly inputLine: string | null;
  /** Where steps have to answer with more than their name. */
  readonly hasAnswers: boolean;
  readonly answersLine: string | null;
  readonly topOrder: string;
  /** The steps that somebody approves in every test. */
  readonly approveLine: string | null;
}

/** The tests of a step that is no function. */
interface FormStepTests {
  readonly step: string;
  readonly routes: readonly (RouteTestData & {
    readonly optionsLine: string | null;
    /** Whether there is a test before it. */
    readonly isFurther: boolean;
  })[];
  readonly lasting: null | {
    readonly title: string;
    readonly optionsLine: string | null;
    readonly next: string;
    readonly until: number;
  };
  readonly items: null | {
    readonly title: string;
    readonly optionsLine: string | null;
    readonly first: string;
    readonly count: number;
    readonly key: string;
    readonly isOuter: boolean;
  };
  readonly concurrency: null | {
    readonly title: string;
    readonly optionsLine: string | null;
    readonly first: string;
    readonly limit: number;
  };
}

interface RouteTestData {
  readonly title: string;
  readonly step: string;
  readonly faultsLine: string;
  readonly tries: number;
  readonly status: string;
  readonly succeededLine: string | null;
  /** Where the workflow succeeds all the same: the errors that are noted. */
  readonly errorsLine: string | null;
  /** And the results. */
  readonly resultsLine: string | null;
  /** Else: the name of the error with which it ends. */
  readonly error: string;
  readonly deadLettersLine: string | null;
}

interface StepTests {
  readonly step: string;
  readonly retries: null | {
    readonly title: string;
    readonly faultsLine: string;
    readonly delaysLine: string;
    readonly jitterTitle: string;
    readonly shortestDelaysLine: string;
    readonly tries: number;
    readonly status: string;
  };
  readonly timeout: { readonly title: string; readonly faultsLine: string; readonly at: string };
  readonly crashRetry: null | {
    readonly title: string;
    readonly faultsLine: string;
    readonly at: number;
  };
  readonly routes: readonly RouteTestData[];
  readonly duplicate: {
    readonly title: string;
    readonly step: string;
    readonly faultsLine: string;
    readonly runs: number;
    readonly guarded: boolean;
    readonly status: string;
  };
  readonly approval: null | {
    readonly title: string;
    readonly optionsLine: string | null;
    readonly resultLine: string | null;
    readonly status: string;
    readonly lateTitle: string;
    readonly lateLine: string;
    /** Virtual milliseconds, or what stands for any. */
    readonly at: string;
  };
  /** A second delivery of a message that has taken its failure route. */
  readonly settled: null | {
    readonly faultsLine: string;
    readonly succeededLine: string;
    readonly status: string;
  };
  readonly tooLarge: null | {
    readonly title: string;
    readonly faultsLine: string | null;
    readonly limit: string;
    readonly status: string;
    /** Whether the error is noted in the state; else the workflow ends with it. */
    readonly noted: boolean;
    readonly messageLine: string;
  };
  readonly keyMissing: null | {
    readonly title: string;
    readonly optionsLine: string;
    readonly status: string;
    readonly noted: boolean;
    readonly messageLine: string;
  };
  readonly claimCheck: null | {
    readonly faultsLine: string | null;
    readonly claimedByLine: string;
    readonly referenceLine: string;
    readonly status: string;
  };
  readonly shared: null | {
    readonly title: string;
    readonly againTitle: string;
    readonly faultsLine: string | null;
    readonly resultsLine: string;
    /** Left out where the first workflow goes on for longer than the window: both begin at once. */
    readonly againLine: string | null;
    readonly laterLine: string;
    /** For two workflows at once. */
    readonly slowLine: string | null;
  };
  readonly sharedUndo: null | {
    readonly title: string;
    readonly step: string;
    readonly preludeLine: string | null;
    readonly faultsLine: string;
    readonly againLine: string;
    /** Left out where a workflow that succeeds goes on for longer than the window. */
    readonly againFailingLine: string | null;
  };
  /** Two deliveries at the same time. */
  readonly overlap: null | {
    readonly title: string;
    readonly faultsLine: string;
    /** Virtual milliseconds, or what stands for any. */
    readonly at: string;
  };
  readonly batch: null | { readonly faultsLine: string; readonly step: string };
  readonly concurrency: null | {
    readonly title: string;
    readonly workflows: number;
    readonly faultsLine: string;
    readonly limit: number;
    readonly status: string;
  };
  readonly redrive: null | {
    readonly title: string;
    readonly faultsLine: string;
    readonly status: string;
  };
}

/** Lays out the tests of every failure rule. */
export function workflowTestData(plan: Plan): WorkflowTestData {
  const { workflow } = plan;
  const plain = plainWorld(workflow);
  const keys = sampleState(workflow, "");
  const layout: Layout = {
    queue: plan.transport === "queue",
    ordered: isOrdered(plan),
    typed: workflow.trigger !== undefined,
    keyed: Object.keys(keys.input).length > 0,
    resultKeys: Object.keys(keys.results).length > 0,
    workflow,
    plain,
    joins: plan.forms.joins,
  };
  const steps = plan.tests.map((tests) => stepTests(layout, tests));
  const forms = plan.formTests.map((tests) => formStepTests(layout, workflow, tests));
  const used = (helper: string) => mentions([steps, forms], `${helper}(`);
  const hasRetries = steps.some(({ retries }) => retries !== null);
  const hasConcurrency = [...steps, ...forms].some(({ concurrency }) => concurrency !== null);
  const observations = [
    "count",
    "eventsOf",
    ...(hasConcurrency ? ["mostAtOnce"] : []),
    ...(hasRetries ? ["secondsBetweenTries"] : []),
    "succeeded",
  ];
  const faults = ["crash", "duplicate", "fail", "ignore", "reject", "slow", "timeOut"].filter(used);
  const top = follow(workflow, new Map(), plain);
  const inOrder = top.succeeded;
  const retried = taskSteps(workflow).find(
    ({ name, retry }) => retry.maxAttempts > 0 && inOrder.includes(name),
  );
  const hasPlainAnswers = Object.keys(plain.answers).length > 0;
  const approvals = plan.steps.flatMap(({ task, answerSeconds }) =>
    answerSeconds === undefined ? [] : [`"${task.name}"`],
  );
  const sources = plan.keyed ? keySources(layout) : null;
  return {
    workflowName: workflow.name,
    queue: layout.queue,
    topSucceededLine: succeededLine(layout, inOrder, inOrder.length, "  ").trimStart(),
    topResultsLine: keysLine("results", Object.keys(top.results), "  ").trimStart(),
    topOrder: layout.joins ? "" : ", in order",
    firstStep: inOrder[0] ?? "",
    retriedStep: retried?.name ?? null,
    hasRetries,
    usesOwnGroups: steps.some(({ batch, concurrency }) => batch !== null || concurrency !== null),
    limitsImportLine: fitItems(
      "import { ",
      ["MAX_RECORD_BYTES", "MAX_STATE_BYTES"].filter((limit) =>
        steps.some(({ tooLarge }) => tooLarge?.limit === limit),
      ),
      ' } from "../src/runtime/result-limit.ts";',
    ),
    approveLine: approvals.length > 0 ? fitItems("const approve = [", approvals, "];") : null,
    hasTooLarge: steps.some(({ tooLarge }) => tooLarge !== null),
    hasShared: steps.some(({ shared, sharedUndo }) => shared !== null || sharedUndo !== null),
    keySources: sources,
    startedTwice: startedTwice(plan, inOrder),
    ...inputLines(layout),
    hasAnswers: hasPlainAnswers || used("answering"),
    answersLine: hasPlainAnswers
      ? fitLiteral("const answers = ", withoutName(plain.answers), ";")
      : null,
    importLine: fitItems("import { ", faults, ' } from "../local/faults.ts";'),
    observationsImportLine: fitItems(
      "import { ",
      observations,
      ' } from "../local/observations.ts";',
    ),
    steps,
    forms,
  };
}

/** Whether the text is in any string of the value. */
function mentions(value: unknown, text: string): boolean {
  if (typeof value === "string") return value.includes(text);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((part) => mentions(part, text));
}

/** How the input that all tests begin with is written: for all, or where it is used. */
function inputLines({ plain, ordered, typed, keyed }: Layout) {
  const isShared = !ordered && !keyed && Object.keys(plain.input as object).length > 0;
  const own = () => {
    if (ordered) return 'input: inGroup("group-1")';
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

/** What the tests of a workflow have in common. */
interface Layout {
  readonly queue: boolean;
  /** Work of one group is done in order. */
  readonly ordered: boolean;
  /** The world that all tests begin with, unless they say otherwise. */
  readonly plain: World;
  /** The input has a type of its own. */
  readonly typed: boolean;
  /** Idempotency keys are read from the input. */
  readonly keyed: boolean;
  /** They are read from results. */
  readonly resultKeys: boolean;
  readonly workflow: RoutedWorkflow;
  /** Branches and items run at once, so that only what is undone has an order. */
  readonly joins: boolean;
}

function formStepTests(
  layout: Layout,
  workflow: RoutedWorkflow,
  { step, routes, lasting, items, concurrency }: FormTests,
): FormStepTests {
  const options = (world: World, ...faults: string[]) => {
    const lines = [
      ...worldLines(layout, world),
      ...(faults.length > 0 ? [faultsLine(faults)] : []),
    ];
    return lines.length > 0 ? lines.join("\n") : null;
  };
  const isOuter = placedSteps(workflow).some(
    (placed) => placed.step.name === step && placed.within.every(({ form }) => form !== "map"),
  );
  return {
    step,
    routes: routes.map((route, index) => ({
      ...routeTest(layout, route, step),
      optionsLine: options(route.world, ...route.faults.map(faultCall)),
      isFurther: index > 0 || [lasting, items, concurrency].some((test) => test !== undefined),
    })),
    lasting: lasting
      ? {
          title: lasting.title,
          optionsLine: options(lasting.world),
          next: lasting.next,
          until: lasting.until,
        }
      : null,
    items: items
      ? { ...items, optionsLine: options(items.world), key: camelCase(step), isOuter }
      : null,
    concurrency: concurrency
      ? {
          title: concurrency.title,
          optionsLine: options(
            concurrency.world,
            `slow("${concurrency.first}", ${concurrency.seconds})`,
          ),
          first: concurrency.first,
          limit: concurrency.limit,
        }
      : null,
  };
}

/** What a test says about its world, where that is another than the plain one. */
function worldLines(layout: Layout, world: World, keys: Keys = "own"): string[] {
  const { plain, typed, keyed } = layout;
  const { input } = world;
  const written = () =>
    keyed
      ? keyedInputLine(layout, input as object, keys)
      : fitLiteral("      input: ", input, `${typed ? AS_INPUT : ""},`);
  return [...(isSame(input, plain.input) ? [] : [written()]), ...answersLines(layout, world, keys)];
}

function answersLines({ plain, resultKeys }: Layout, { answers }: World, keys: Keys): string[] {
  if (isSame(answers, plain.answers)) return [];
  const base = keys === "shared" && resultKeys ? ", withSharedKeys" : "";
  return [fitLiteral("      run: answering(", withoutName(answers), `${base}),`)];
}

/** Whether every workflow has keys of its own, or all have the same. */
type Keys = "own" | "shared";

function keyedInputLine({ plain, workflow }: Layout, input: object, keys: Keys): string {
  const id = keys === "shared" ? '"shared"' : "id";
  const withKeys = (one: unknown) => sampleState(workflow, code(id), one as object).input;
  const usual = withKeys(plain.input);
  const changed = Object.entries(withKeys(input)).filter(
    ([name, value]) => !isSame(value, usual[name]),
  );
  const literal = spread(`inputOf(${id})`, Object.fromEntries(changed));
  return keys === "shared"
    ? fitLiteral("      input: ", literal, ",")
    : fitLiteral("      input: (id: string) => (", literal, "),");
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Every step answers with its name; what is said here is what it answers besides. */
function withoutName(answers: World["answers"]): object {
  return Object.fromEntries(
    Object.entries(answers).map(([step, answer]) => {
      const { by, ...rest } = answer as { readonly by?: string };
      return [step, rest];
    }),
  );
}

function stepTests(layout: Layout, tests: RuleTests): StepTests {
  const { step, prelude, maxAttempts, statusAfterSuccess: status } = tests;
  const { queue } = layout;
  const isApproval = tests.answerSeconds !== undefined;
  const line = (...faults: string[]) =>
    [...worldLines(layout, tests.world), faultsLine([...prelude.map(faultCall), ...faults])].join(
      "\n",
    );
  const times = maxAttempts === 1 ? "once" : `${maxAttempts} times`;
  const seconds = tests.timeoutSeconds;
  const hasJitter = tests.shortestDelays !== tests.delays;
  /** Whether time passes before this step is reached. */
  const isRetried = prelude.some(({ error }) => error === undefined);
  return {
    step,
    retries:
      maxAttempts === 0
        ? null
        : {
            title: `is retried ${times}, ${hasJitter ? "at most " : ""}${tests.delays.join(" s, ")} s${
              maxAttempts > tests.delays.length ? " …" : ""
            } apart`,
            faultsLine: line(`fail("${step}", "Error", ${maxAttempts})`),
            delaysLine: delaysLine(tests.delays, maxAttempts),
            jitterTitle: hasJitter
              ? "waits any time up to that, at random, before each retry"
              : "waits exactly as long before each retry",
            shortestDelaysLine: delaysLine(tests.shortestDelays, maxAttempts),
            tries: 1 + maxAttempts,
            status,
          },
    timeout: {
      title: `is stopped after ${seconds} s`,
      faultsLine: line(`timeOut("${step}", 1)`),
      at: isRetried ? ANY_TIME : String((tests.startsAt + seconds) * 1000),
    },
    crashRetry:
      queue && maxAttempts > 0
        ? {
            title: `is tried again ${tests.visibilityTimeoutSeconds} s after a crash`,
            faultsLine: line(`crash("${step}", 1)`),
            at: tests.visibilityTimeoutSeconds,
          }
        : null,
    routes: tests.routes.map((route) => routeTest(layout, route, step)),
    duplicate: {
      title: isApproval
        ? "goes on once when it has asked twice"
        : tests.guarded
          ? "has its effect once when delivered twice"
          : "may run twice when delivered twice",
      step,
      faultsLine: line(`duplicate("${step}")`),
      runs: tests.guarded || isApproval ? 1 : 2,
      guarded: tests.guarded,
      status,
    },
    settled:
      queue && tests.guarded && tests.settled
        ? {
            faultsLine: line(
              `fail("${step}", "${tests.settled.error}", 1)`,
              `duplicate("${step}")`,
            ),
            succeededLine: fitItems(
              "    expect([...new Set(succeeded(events))]).toEqual([",
              tests.settled.succeeded.map((name) => `"${name}"`),
              "]);",
            ),
            status: tests.settled.status,
          }
        : null,
    tooLarge: tooLargeTest(layout, tests),
    approval: approvalTest(layout, tests),
    keyMissing: keyMissingTest(layout, tests),
    claimCheck: claimCheckTest(layout, tests),
    shared: sharedTest(layout, tests),
    sharedUndo: sharedUndoTest(tests),
    overlap:
      queue && tests.guarded
        ? {
            title: layout.ordered
              ? "holds a second delivery back while the first is under way"
              : "puts a second delivery back while the first is under way",
            faultsLine: line(`slow("${step}", ${seconds / 2}, 1)`, `duplicate("${step}")`),
            at: isRetried
              ? ANY_TIME
              : String((tests.startsAt + seconds * (layout.ordered ? 0.5 : 1)) * 1000),
          }
        : null,
    batch:
      queue && maxAttempts > 0 && prelude.length === 0
        ? { faultsLine: line(`fail("${step}", "Error", 1)`), step }
        : null,
    concurrency:
      tests.concurrency !== undefined && tests.concurrency <= MOST_SIMULATED_CONCURRENCY
        ? {
            title: `runs at most ${tests.concurrency} at once`,
            workflows: tests.concurrency * 4,
            faultsLine: line(`slow("${step}", ${seconds / 2})`),
            limit: tests.concurrency,
            status,
          }
        : null,
    redrive: tests.redrive
      ? {
          title: queue ? "can be redriven from its dead-letter queue" : "can be redriven",
          faultsLine: [
            ...worldLines(layout, tests.redrive.world),
            faultsLine(tests.redrive.faults.map(faultCall)),
          ].join("\n"),
          status: tests.redrive.status,
        }
      : null,
  };
}

function approvalTest(layout: Layout, tests: RuleTests): StepTests["approval"] {
  const { step, answerSeconds, world, prelude, startsAt, inMap } = tests;
  if (answerSeconds === undefined) return null;
  const isRetried = prelude.some(({ error }) => error === undefined);
  return {
    title: "goes on when it is approved",
    optionsLine: optionalFaultsLine(layout, world, prelude),
    resultLine: inMap
      ? null
      : `    expect(state.results.${camelCase(step)}).toEqual({ approved: true });`,
    status: tests.statusAfterSuccess,
    lateTitle: `waits ${formatDuration(answerSeconds)} for an answer, and no longer`,
    lateLine: [
      ...worldLines(layout, world),
      faultsLine([...prelude.map(faultCall), `ignore("${step}")`]),
    ].join("\n"),
    at: isRetried ? ANY_TIME : String((startsAt + answerSeconds) * 1000),
  };
}

const AS_INPUT = " as workflow.WorkflowInput";

function keySources({ workflow, plain, keyed, typed }: Layout): WorkflowTestData["keySources"] {
  const { input, results } = sampleState(workflow, code("id"), plain.input as object);
  const byStep = taskSteps(workflow).flatMap(({ name }) => {
    const result = results[camelCase(name)];
    return result === undefined ? [] : [[name, result] as const];
  });
  return {
    inputLine: keyed ? fitLiteral("  return ", input, `${typed ? AS_INPUT : ""};`) : null,
    resultsLine: byStep.length > 0 ? fitLiteral("  return ", byStep, ";") : null,
  };
}

/**
 * In a queue every step gets its message twice; one that keeps order drops the second within five
 * minutes, and a state machine is started once.
 */
function startedTwice(plan: Plan, inOrder: readonly string[]) {
  const { transport, steps } = plan;
  const isRepeated = (name: string) =>
    transport === "queue" &&
    !isOrdered(plan) &&
    steps.some(({ task }) => task.name === name && task.idempotency === "natural");
  const succeeded = inOrder.flatMap((name) => (isRepeated(name) ? [name, name] : [name]));
  return {
    title:
      transport === "queue"
        ? "has its effect once when it is started twice"
        : "is not started twice under the same name",
    succeededLine: fitItems(
      "  expect(succeeded(events).toSorted()).toEqual([",
      succeeded.toSorted().map((name) => `"${name}"`),
      "]);",
    ),
  };
}

function tooLargeTest(layout: Layout, tests: RuleTests): StepTests["tooLarge"] {
  const { step, tooLarge, prelude, guarded, world } = tests;
  // What a condition looks at would take the place of the large result.
  if (!tooLarge || Object.keys(world.answers).length > 0) return null;
  const { status, what } = tooLarge;
  return {
    title: `${what} when its result is too large`,
    faultsLine: optionalFaultsLine(layout, tests.world, prelude),
    limit: layout.queue && guarded ? "MAX_RECORD_BYTES" : "MAX_STATE_BYTES",
    status,
    ...errorMessage(layout, step, status, `The result of ${step} has`),
  };
}

function keyMissingTest(layout: Layout, tests: RuleTests): StepTests["keyMissing"] {
  const { step, keyMissing, world } = tests;
  if (!keyMissing) return null;
  const { key, status, what } = keyMissing;
  return {
    title: `${what} where ${key} is missing`,
    optionsLine: withoutKeys(layout, world).join("\n"),
    status,
    ...errorMessage(layout, step, status, `The idempotency key of ${step}, ${key},`),
  };
}

/** The world of a test, without anything that only keys are read from. */
function withoutKeys(layout: Layout, world: World): string[] {
  const { typed, keyed, resultKeys } = layout;
  const nameOnly = "(step) => ({ by: step })";
  const run = () =>
    isSame(world.answers, {})
      ? `      run: ${nameOnly},`
      : fitLiteral("      run: answering(", withoutName(world.answers), `, ${nameOnly}),`);
  return [
    ...(keyed ? [fitLiteral("      input: ", world.input, `${typed ? AS_INPUT : ""},`)] : []),
    ...(resultKeys ? [run()] : answersLines(layout, world, "own")),
  ];
}

/** Where a workflow goes on all the same, its state has the error; else it ends with it. */
function errorMessage({ queue }: Layout, step: string, status: string, message: string) {
  const noted = status === "succeeded" || (status === "compensation-failed" && !queue);
  const error = noted ? `state.errors.${camelCase(step)}` : "error";
  return {
    noted,
    messageLine: fitItems(
      `    expect(${error}?.message).toContain(`,
      [JSON.stringify(message)],
      ");",
    ),
  };
}

function claimCheckTest(layout: Layout, tests: RuleTests): StepTests["claimCheck"] {
  const { step, prelude, claimedBy, statusAfterSuccess } = tests;
  if (!claimedBy) return null;
  return {
    faultsLine: optionalFaultsLine(layout, tests.world, prelude),
    claimedByLine: fitItems(
      "    expect(claimedBy).toEqual([",
      claimedBy.map((name) => `"${name}"`),
      "]);",
    ),
    referenceLine: fitLiteral(
      `    expect(state.results.${camelCase(step)}).toEqual(`,
      { claimCheck: `local-1/${step}` },
      ");",
    ),
    status: statusAfterSuccess,
  };
}

function sharedTest(layout: Layout, tests: RuleTests): StepTests["shared"] {
  const { step, prelude, shared, timeoutSeconds } = tests;
  if (!shared) return null;
  const window = formatDuration(shared.windowSeconds);
  return {
    title: `has its effect once for all workflows with the same ${shared.key}`,
    againTitle: `has its effect again ${window} later`,
    faultsLine: optionalFaultsLine(layout, tests.world, prelude, "shared"),
    resultsLine: fitItems(
      "    const [first, second] = runs.map(",
      [`({ state }) => state.results.${camelCase(step)}`],
      ");",
    ),
    againLine: shared.outlasted ? null : againLine(0, prelude),
    laterLine: againLine(shared.windowSeconds + 1, prelude),
    slowLine: shared.atOnce
      ? [
          ...worldLines(layout, tests.world, "shared"),
          faultsLine([`slow("${step}", ${timeoutSeconds / 2}, 1)`]),
        ].join("\n")
      : null,
  };
}

function sharedUndoTest({ sharedUndo }: RuleTests): StepTests["sharedUndo"] {
  if (!sharedUndo) return null;
  const { step, prelude, failing, outlasted } = sharedUndo;
  const faults = [...prelude, failing];
  return {
    title: `has ${step} done again in the next workflow`,
    step,
    preludeLine: prelude.length > 0 ? faultsLine(prelude.map(faultCall)) : null,
    faultsLine: faultsLine(faults.map(faultCall)),
    againLine: againLine(0, prelude),
    againFailingLine: outlasted ? null : againLine(0, faults),
  };
}

/** Another workflow, started when the first one has ended. */
function againLine(afterSeconds: number, faults: readonly PlannedFault[]): string {
  const start = ['id: "new"', `afterSeconds: ${afterSeconds}`];
  if (faults.length === 0) return fitItems("      again: { ", start, "},");
  const calls = faults.map(faultCall);
  const oneLine = fitItems("      again: { ", [...start, `faults: [${calls.join(", ")}]`], "},");
  if (!oneLine.includes("\n")) return oneLine;
  return [
    "      again: {",
    ...start.map((property) => `        ${property},`),
    fitItems("        faults: [", calls, "],"),
    "      },",
  ].join("\n");
}

function routeTest(layout: Layout, route: RouteTest, step: string): RouteTestData {
  const { queue } = layout;
  const waiting =
    route.deadLetterOf === undefined ? [] : [`{ queue: "${route.deadLetterOf}-dlq", messages: 1 }`];
  const hasSucceeded = route.status === "succeeded";
  return {
    title: route.title,
    step,
    faultsLine: [...worldLines(layout, route.world), faultsLine(route.faults.map(faultCall))].join(
      "\n",
    ),
    tries: route.tries ?? 0,
    status: route.status,
    succeededLine: route.succeeded
      ? succeededLine(layout, route.succeeded, route.forward, "    ", route.faults)
      : null,
    errorsLine: hasSucceeded ? keysLine("errors", route.errors) : null,
    resultsLine: hasSucceeded ? keysLine("results", route.results) : null,
    error: endError(route, queue),
    deadLettersLine: queue ? fitItems("    expect(deadLetters).toEqual([", waiting, "]);") : null,
  };
}

/** The name of the error that a workflow ends with. */
function endError({ faults, status, failed }: RouteTest, queue: boolean): string {
  if (status === "compensation-failed" && !queue) return "CompensationFailed";
  const last = faults.find(({ step }) => step === failed.at(-1));
  if (last?.kind === "fail") return last.error ?? "Error";
  return last?.error ?? "NoAnswer";
}

function faultCall({ step, kind, error, once }: PlannedFault): string {
  if (kind === "reject") return once ? `reject("${step}", "No.", 1)` : `reject("${step}")`;
  if (kind === "ignore") return once ? `ignore("${step}", 1)` : `ignore("${step}")`;
  if (error === undefined) return `${kind}("${step}")`;
  return once ? `${kind}("${step}", "${error}", 1)` : `${kind}("${step}", "${error}")`;
}

function faultsLine(calls: readonly string[]): string {
  return fitItems("      faults: [", calls, "],");
}

function optionalFaultsLine(
  layout: Layout,
  world: World,
  faults: readonly PlannedFault[],
  keys: Keys = "own",
): string | null {
  const lines = [
    ...worldLines(layout, world, keys),
    ...(faults.length > 0 ? [faultsLine(faults.map(faultCall))] : []),
  ];
  return lines.length > 0 ? lines.join("\n") : null;
}

/** What succeeded: in order; where branches run at once, what they did in any order, what is undone in its own. */
function succeededLine(
  { joins }: Layout,
  steps: readonly string[],
  forward: number,
  indent: string,
  faults: readonly PlannedFault[] = [],
): string {
  const names = (list: readonly string[]) => list.map((step) => `"${step}"`);
  if (!joins) return fitItems(`${indent}expect(succeeded(events)).toEqual([`, names(steps), "]);");
  const undone = steps.slice(forward);
  const ran = steps.slice(0, forward).toSorted();
  const sorted = (part: string, list: readonly string[]) =>
    fitItems(`${indent}expect(${part}.toSorted()).toEqual([`, names(list), "]);");
  if (undone.length === 0) return sorted("succeeded(events)", ran);
  const areMany = faults.some(({ once }) => once);
  const rest = `succeeded(events).slice(${forward})`;
  return [
    sorted(`succeeded(events).slice(0, ${forward})`, ran),
    areMany
      ? sorted(rest, undone.toSorted())
      : fitItems(`${indent}expect(${rest}).toEqual([`, names(undone), "]);"),
  ].join("\n");
}

function keysLine(part: "results" | "errors", keys: readonly string[], indent = "    "): string {
  return fitItems(
    `${indent}expect(Object.keys(state.${part})).toEqual([`,
    keys.map((key) => `"${key}"`),
    "]);",
  );
}

/** Of many retries only the first delays are looked at. */
function delaysLine(first: readonly number[], retries: number): string {
  const delays = retries > first.length ? `delays.slice(0, ${first.length})` : "delays";
  return fitItems(`    expect(${delays}).toEqual([`, first.map(String), "]);");
}
