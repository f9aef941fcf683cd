import type { Plan } from "../plan/plan.ts";
import type { PlannedFault, RouteTest, RuleTests } from "../plan/rule-tests.ts";
import { sampleState } from "../plan/sample-state.ts";
import { trace } from "../plan/trace.ts";
import { formatDuration } from "../workflow/duration.ts";
import { camelCase } from "../workflow/names.ts";
import { taskSteps } from "../workflow/traversal.ts";
import { fitItems, fitLiteral } from "./layout.ts";
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
  /** What idempotency keys are read from, where there are any. */
  readonly rehearsalInput: string;
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
  readonly routes: readonly {
    readonly title: string;
    readonly step: string;
    readonly faultsLine: string;
    readonly tries: number;
    readonly status: string;
    readonly succeededLine: string;
    /** Where the workflow succeeds all the same: the errors that are noted. */
    readonly errorsLine: string | null;
    /** And the results. */
    readonly resultsLine: string | null;
    /** Else: the name of the error with which it ends. */
    readonly error: string;
    readonly deadLettersLine: string | null;
  }[];
  readonly duplicate: {
    readonly title: string;
    readonly step: string;
    readonly faultsLine: string;
    readonly runs: number;
    readonly guarded: boolean;
    readonly status: string;
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
    readonly againLine: string;
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
    readonly againFailingLine: string;
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
  const steps = plan.tests.map((tests) => stepTests(plan, tests));
  const used = (helper: string) => mentions(steps, `${helper}(`);
  const hasRetries = steps.some(({ retries }) => retries !== null);
  const hasConcurrency = steps.some(({ concurrency }) => concurrency !== null);
  const observations = [
    "count",
    "eventsOf",
    ...(hasConcurrency ? ["mostAtOnce"] : []),
    ...(hasRetries ? ["secondsBetweenTries"] : []),
    "succeeded",
  ];
  const faults = ["crash", "duplicate", "fail", "slow", "timeOut"].filter(used);
  const inOrder = trace(plan.workflow, new Map()).succeeded;
  const retried = taskSteps(plan.workflow).find(({ retry }) => retry.maxAttempts > 0);
  const sources = plan.keyed ? keySources(plan) : null;
  return {
    workflowName: plan.workflow.name,
    queue: plan.transport === "queue",
    topSucceededLine: equalLine(inOrder, "  ").trimStart(),
    topResultsLine: keysLine("results", inOrder, "  ").trimStart(),
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
    hasTooLarge: steps.some(({ tooLarge }) => tooLarge !== null),
    hasShared: steps.some(({ shared, sharedUndo }) => shared !== null || sharedUndo !== null),
    keySources: sources,
    rehearsalInput: rehearsalInput(plan, sources !== null && sources.inputLine !== null),
    startedTwice: startedTwice(plan, inOrder),
    importLine: fitItems("import { ", faults, ' } from "../local/faults.ts";'),
    observationsImportLine: fitItems(
      "import { ",
      observations,
      ' } from "../local/observations.ts";',
    ),
    steps,
  };
}

/** Whether the text is in any string of the value. */
function mentions(value: unknown, text: string): boolean {
  if (typeof value === "string") return value.includes(text);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((part) => mentions(part, text));
}

function stepTests(plan: Plan, tests: RuleTests): StepTests {
  const { step, prelude, maxAttempts, statusAfterSuccess: status } = tests;
  const queue = plan.transport === "queue";
  const line = (...faults: string[]) => faultsLine([...prelude.map(faultCall), ...faults]);
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
      at: isRetried ? ANY_TIME : String(seconds * 1000),
    },
    crashRetry:
      queue && maxAttempts > 0
        ? {
            title: `is tried again ${tests.visibilityTimeoutSeconds} s after a crash`,
            faultsLine: line(`crash("${step}", 1)`),
            at: tests.visibilityTimeoutSeconds,
          }
        : null,
    routes: tests.routes.map((route) => routeTest(route, step, queue)),
    duplicate: {
      title: tests.guarded
        ? "has its effect once when delivered twice"
        : "may run twice when delivered twice",
      step,
      faultsLine: line(`duplicate("${step}")`),
      runs: tests.guarded ? 1 : 2,
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
    tooLarge: tooLargeTest(plan, tests),
    keyMissing: keyMissingTest(plan, tests),
    claimCheck: claimCheckTest(tests),
    shared: sharedTest(tests),
    sharedUndo: sharedUndoTest(tests),
    overlap:
      queue && tests.guarded
        ? {
            title: isOrdered(plan)
              ? "holds a second delivery back while the first is under way"
              : "puts a second delivery back while the first is under way",
            faultsLine: line(`slow("${step}", ${seconds / 2}, 1)`, `duplicate("${step}")`),
            at: isRetried ? ANY_TIME : String(seconds * (isOrdered(plan) ? 500 : 1000)),
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
          faultsLine: faultsLine(tests.redrive.faults.map(faultCall)),
          status: tests.redrive.status,
        }
      : null,
  };
}

const AS_INPUT = " as workflow.WorkflowInput";

/** The input of the workflows in which the rules are tested. */
function rehearsalInput(plan: Plan, keyed: boolean): string {
  if (isOrdered(plan)) return 'inGroup("group-1")';
  if (keyed) return "inputOf";
  return plan.workflow.trigger ? `{}${AS_INPUT}` : "{}";
}

/** The empty string is as long as the `id` that takes its place. */
function keySources({ workflow }: Plan): WorkflowTestData["keySources"] {
  const { input, results } = sampleState(workflow, "");
  const returned = (value: object, after = ";") =>
    fitLiteral("  return ", value, after).replaceAll('""', "id");
  const byStep = taskSteps(workflow).flatMap(({ name }) => {
    const result = results[camelCase(name)];
    return result === undefined ? [] : [[name, result] as const];
  });
  return {
    inputLine:
      Object.keys(input).length === 0
        ? null
        : returned(input, workflow.trigger ? `${AS_INPUT};` : ";"),
    resultsLine: byStep.length === 0 ? null : returned(Object.fromEntries(byStep)),
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

function tooLargeTest(plan: Plan, tests: RuleTests): StepTests["tooLarge"] {
  const { step, tooLarge, prelude, guarded } = tests;
  if (!tooLarge) return null;
  const { status, what } = tooLarge;
  return {
    title: `${what} when its result is too large`,
    faultsLine: optionalFaultsLine(prelude),
    limit: plan.transport === "queue" && guarded ? "MAX_RECORD_BYTES" : "MAX_STATE_BYTES",
    status,
    ...errorMessage(plan, step, status, `The result of ${step} has`),
  };
}

function keyMissingTest(plan: Plan, { step, keyMissing }: RuleTests): StepTests["keyMissing"] {
  if (!keyMissing) return null;
  const { key, status, what } = keyMissing;
  return {
    title: `${what} where ${key} is missing`,
    status,
    ...errorMessage(plan, step, status, `The idempotency key of ${step}, ${key},`),
  };
}

/** Where a workflow goes on all the same, its state has the error; else it ends with it. */
function errorMessage({ transport }: Plan, step: string, status: string, message: string) {
  const noted =
    status === "succeeded" || (status === "compensation-failed" && transport !== "queue");
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

function claimCheckTest({
  step,
  prelude,
  claimedBy,
  statusAfterSuccess,
}: RuleTests): StepTests["claimCheck"] {
  if (!claimedBy) return null;
  return {
    faultsLine: optionalFaultsLine(prelude),
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

function sharedTest({ step, prelude, shared, timeoutSeconds }: RuleTests): StepTests["shared"] {
  if (!shared) return null;
  const window = formatDuration(shared.windowSeconds);
  return {
    title: `has its effect once for all workflows with the same ${shared.key}`,
    againTitle: `has its effect again ${window} later`,
    faultsLine: optionalFaultsLine(prelude),
    resultsLine: fitItems(
      "    const [first, second] = runs.map(",
      [`({ state }) => state.results.${camelCase(step)}`],
      ");",
    ),
    againLine: againLine(0, prelude),
    laterLine: againLine(shared.windowSeconds + 1, prelude),
    slowLine: shared.atOnce ? faultsLine([`slow("${step}", ${timeoutSeconds / 2}, 1)`]) : null,
  };
}

function sharedUndoTest({ sharedUndo }: RuleTests): StepTests["sharedUndo"] {
  if (!sharedUndo) return null;
  const { step, prelude, failing } = sharedUndo;
  const faults = [...prelude, failing];
  return {
    title: `has ${step} done again in the next workflow`,
    step,
    preludeLine: optionalFaultsLine(prelude),
    faultsLine: faultsLine(faults.map(faultCall)),
    againLine: againLine(0, prelude),
    againFailingLine: againLine(0, faults),
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

function routeTest(route: RouteTest, step: string, queue: boolean): StepTests["routes"][number] {
  const waiting =
    route.deadLetterOf === undefined ? [] : [`{ queue: "${route.deadLetterOf}-dlq", messages: 1 }`];
  return {
    title: route.title,
    step,
    faultsLine: faultsLine(route.faults.map(faultCall)),
    tries: route.tries,
    status: route.status,
    succeededLine: equalLine(route.succeeded),
    errorsLine: route.status === "succeeded" ? keysLine("errors", route.failed) : null,
    resultsLine: route.status === "succeeded" ? keysLine("results", route.succeeded) : null,
    error: endError(route, queue),
    deadLettersLine: queue ? fitItems("    expect(deadLetters).toEqual([", waiting, "]);") : null,
  };
}

/** The name of the error that a workflow ends with. */
function endError({ faults, status, failed }: RouteTest, queue: boolean): string {
  if (status === "compensation-failed" && !queue) return "CompensationFailed";
  const last = faults.find(({ step }) => step === failed.at(-1));
  if (last?.kind === "fail") return last.error ?? "Error";
  return "NoAnswer";
}

function faultCall({ step, kind, error }: PlannedFault): string {
  return error === undefined ? `${kind}("${step}")` : `${kind}("${step}", "${error}")`;
}

function faultsLine(calls: readonly string[]): string {
  return fitItems("      faults: [", calls, "],");
}

function optionalFaultsLine(faults: readonly PlannedFault[]): string | null {
  return faults.length > 0 ? faultsLine(faults.map(faultCall)) : null;
}

function equalLine(steps: readonly string[], indent = "    "): string {
  return fitItems(
    `${indent}expect(succeeded(events)).toEqual([`,
    steps.map((step) => `"${step}"`),
    "]);",
  );
}

function keysLine(part: "results" | "errors", steps: readonly string[], indent = "    "): string {
  return fitItems(
    `${indent}expect(Object.keys(state.${part})).toEqual([`,
    steps.map((step) => `"${camelCase(step)}"`),
    "]);",
  );
}

/** Of many retries only the first delays are looked at. */
function delaysLine(first: readonly number[], retries: number): string {
  const delays = retries > first.length ? `delays.slice(0, ${first.length})` : "delays";
  return fitItems(`    expect(${delays}).toEqual([`, first.map(String), "]);");
}
