import { USUAL_GROUP } from "../../plan/fitting-value.ts";
import { areAlike, groupComparisons, inGroup } from "../../plan/grouped-input.ts";
import { times } from "../../plan/in-words.ts";
import type { RuleTests } from "../../plan/rule-tests.ts";
import { code, fitItems, fitLiteral } from "../layout.ts";
import { groupIn } from "../order.ts";
import { type ApprovalTest, approvalTest } from "./approval-test.ts";
import {
  type Fault,
  fault,
  type Injection,
  injected,
  injection,
  timeAfter,
} from "./fault-lines.ts";
import {
  type KeyMissingTest,
  keyMissingTest,
  type SharedTest,
  type SharedUndoTest,
  sharedTest,
  sharedUndoTest,
} from "./key-tests.ts";
import {
  type ClaimCheckTest,
  claimCheckTest,
  type TooLargeTest,
  tooLargeTest,
} from "./result-tests.ts";
import { type RouteTestData, routeTest } from "./route-test.ts";
import { orderCalls, stepsLine } from "./state-lines.ts";
import type { TestLayout } from "./test-layout.ts";
import { isSame } from "./world-lines.ts";

/** Above this many workflows at once a simulated run takes too long; what is deployed is checked all the same. */
const MOST_SIMULATED_CONCURRENCY = 20;

/** How many workflows come in one batch. */
const BATCH_STARTS = 3;

/** The tests of a function. */
export interface StepTests {
  readonly step: string;
  readonly retries:
    | null
    | (Injection & {
        readonly title: string;
        readonly delaysLine: string;
        readonly jitterTitle: string;
        readonly shortestDelaysLine: string;
        readonly tries: number;
        readonly status: string;
      });
  readonly timeout: Injection & { readonly title: string; readonly at: string };
  readonly crashRetry: null | (Injection & { readonly title: string; readonly at: number });
  readonly routes: readonly RouteTestData[];
  readonly duplicate: Injection & {
    readonly title: string;
    readonly step: string;
    readonly runs: number;
    readonly guarded: boolean;
    readonly status: string;
  };
  readonly approval: ApprovalTest | null;
  /** A second delivery of a message that has taken its failure route. */
  readonly settled:
    | null
    | (Injection & { readonly succeededLine: string; readonly status: string });
  readonly tooLarge: TooLargeTest | null;
  readonly keyMissing: KeyMissingTest | null;
  readonly claimCheck: ClaimCheckTest | null;
  readonly shared: SharedTest | null;
  readonly sharedUndo: SharedUndoTest | null;
  /** Two deliveries at the same time. */
  readonly overlap:
    | null
    | (Injection & {
        readonly title: string;
        /** Virtual milliseconds, or what stands for any. */
        readonly at: string;
      });
  readonly batch: null | (ManyStarts & { readonly step: string });
  readonly concurrency:
    | null
    | (ManyStarts & { readonly title: string; readonly limit: number; readonly status: string });
  readonly redrive: null | (Injection & { readonly title: string; readonly status: string });
}

/** Several workflows at once. */
interface ManyStarts extends Injection {
  readonly startsLine: string;
  /** Whether their input is another than the one that all tests begin with. */
  readonly hasOwnInput: boolean;
}

/** Lays out the tests of a function. */
export function stepTests(layout: TestLayout, tests: RuleTests): StepTests {
  const { step, prelude, maxAttempts, statusAfterSuccess: status } = tests;
  const { queue } = layout;
  const isApproval = tests.answerSeconds !== undefined;
  const injecting = (...faults: Fault[]) =>
    injection(layout, tests.world, [...prelude.map(injected), ...faults]);
  const seconds = tests.timeoutSeconds;
  const hasJitter = tests.shortestDelays !== tests.delays;
  return {
    step,
    retries:
      maxAttempts === 0
        ? null
        : {
            title: `is retried ${times(maxAttempts)}, ${hasJitter ? "at most " : ""}${tests.delays.join(" s, ")} s${
              maxAttempts > tests.delays.length ? " …" : ""
            } apart`,
            ...injecting(fault("fail", step, "Error", maxAttempts)),
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
      ...injecting(fault("timeOut", step, 1)),
      at: timeAfter(tests, seconds),
    },
    crashRetry:
      queue && maxAttempts > 0
        ? {
            title: `is tried again ${tests.visibilityTimeoutSeconds} s after a crash`,
            ...injecting(fault("crash", step, 1)),
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
      ...injecting(fault("duplicate", step)),
      runs: tests.guarded || isApproval ? 1 : 2,
      guarded: tests.guarded,
      status,
    },
    settled:
      queue && tests.guarded && tests.settled
        ? settledTest(
            layout,
            tests.settled,
            injecting(fault("fail", step, tests.settled.error, 1), fault("duplicate", step)),
          )
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
            ...injecting(fault("slow", step, seconds / 2, 1), fault("duplicate", step)),
            at: timeAfter(tests, seconds * (layout.ordered ? 0.5 : 1)),
          }
        : null,
    batch:
      queue && maxAttempts > 0 && prelude.length === 0 && isOfAnyGroup(layout, tests, BATCH_STARTS)
        ? { ...manyStarts(layout, tests, BATCH_STARTS, fault("fail", step, "Error", 1)), step }
        : null,
    concurrency:
      tests.concurrency !== undefined &&
      tests.concurrency <= MOST_SIMULATED_CONCURRENCY &&
      isOfAnyGroup(layout, tests, tests.concurrency * 4)
        ? {
            title: `runs at most ${tests.concurrency} at once`,
            ...manyStarts(layout, tests, tests.concurrency * 4, fault("slow", step, seconds / 2)),
            limit: tests.concurrency,
            status,
          }
        : null,
    redrive: tests.redrive
      ? {
          title: queue ? "can be redriven from its dead-letter queue" : "can be redriven",
          ...injection(layout, tests.redrive.world, tests.redrive.faults.map(injected)),
          status: tests.redrive.status,
        }
      : null,
  };
}

function settledTest(
  layout: TestLayout,
  { succeeded, status }: NonNullable<RuleTests["settled"]>,
  { faultsLine, calls }: Injection,
): NonNullable<StepTests["settled"]> {
  return {
    faultsLine,
    calls: [...calls, ...orderCalls(layout, succeeded, succeeded.length)],
    succeededLine: stepsLine(layout, "[...new Set(succeeded(events))]", succeeded),
    status,
  };
}

/** Several workflows at once, where there are groups each in its own. */
function manyStarts(
  layout: TestLayout,
  { world, prelude }: RuleTests,
  count: number,
  fault: Fault,
): ManyStarts {
  const { ordered, plain, workflow } = layout;
  const faults = [...prelude.map(injected), fault];
  if (!ordered) {
    return {
      ...injection(layout, world, faults),
      startsLine: `      workflows: ${count},`,
      hasOwnInput: false,
    };
  }
  const input = inGroup(world.input, workflow.queue?.groupBy ?? "", code("group"));
  const hasOwnInput = !isSame(world.input, plain.input);
  return {
    ...injection(layout, { ...world, input: plain.input }, faults),
    startsLine: hasOwnInput
      ? fitLiteral(`      starts: inOwnGroups(${count}, (group) => (`, input, ")),")
      : `      starts: inOwnGroups(${count}),`,
    hasOwnInput,
  };
}

/** Whether so many workflows, each in its own group, all go the same way. */
function isOfAnyGroup(
  { ordered, workflow }: TestLayout,
  { world }: RuleTests,
  count: number,
): boolean {
  if (!ordered) return true;
  const groupBy = workflow.queue?.groupBy ?? "";
  const groups = Array.from({ length: count }, (_, index) => `group-${index + 1}`);
  return (
    groupIn(world, groupBy) === USUAL_GROUP && areAlike(groupComparisons(workflow, groupBy), groups)
  );
}

/** Of many retries only the first delays are looked at. */
function delaysLine(first: readonly number[], retries: number): string {
  const delays = retries > first.length ? `delays.slice(0, ${first.length})` : "delays";
  return fitItems(`    expect(${delays}).toEqual([`, first.map(String), "]);");
}
