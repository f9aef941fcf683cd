import type { Plan } from "../plan/plan.ts";
import type { PlannedFault, RouteTest, RuleTests } from "../plan/rule-tests.ts";
import { trace } from "../plan/trace.ts";
import { camelCase } from "../workflow/names.ts";
import { taskSteps } from "../workflow/traversal.ts";
import { fitItems } from "./layout.ts";
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
  return {
    workflowName: plan.workflow.name,
    queue: plan.transport === "queue",
    topSucceededLine: equalLine(inOrder, "  ").trimStart(),
    topResultsLine: keysLine("results", inOrder, "  ").trimStart(),
    firstStep: inOrder[0] ?? "",
    retriedStep: retried?.name ?? null,
    hasRetries,
    usesOwnGroups: steps.some(({ batch, concurrency }) => batch !== null || concurrency !== null),
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
