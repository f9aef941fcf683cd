import { USUAL_GROUP } from "../../plan/fitting-value.ts";
import { MOST_SIMULATED_CONCURRENCY } from "../../plan/form-tests.ts";
import type { RuleTests } from "../../plan/rule-tests.ts";
import { fitItems, fitLiteral } from "../layout.ts";
import { groupIn, inGroup } from "../order.ts";
import { type ApprovalTest, approvalTest } from "./approval-test.ts";
import { faultCall, faultsLine, timeAfter } from "./fault-lines.ts";
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
import { stepsLine } from "./state-lines.ts";
import type { TestLayout } from "./test-layout.ts";
import { answersLines, isSame, worldLines } from "./world-lines.ts";

/** The tests of a function. */
export interface StepTests {
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
  readonly approval: ApprovalTest | null;
  /** A second delivery of a message that has taken its failure route. */
  readonly settled: null | {
    readonly faultsLine: string;
    readonly succeededLine: string;
    readonly status: string;
  };
  readonly tooLarge: TooLargeTest | null;
  readonly keyMissing: KeyMissingTest | null;
  readonly claimCheck: ClaimCheckTest | null;
  readonly shared: SharedTest | null;
  readonly sharedUndo: SharedUndoTest | null;
  /** Two deliveries at the same time. */
  readonly overlap: null | {
    readonly title: string;
    readonly faultsLine: string;
    /** Virtual milliseconds, or what stands for any. */
    readonly at: string;
  };
  readonly batch: null | {
    readonly faultsLine: string;
    readonly startsLine: string;
    readonly step: string;
  };
  readonly concurrency: null | {
    readonly title: string;
    readonly faultsLine: string;
    readonly startsLine: string;
    readonly limit: number;
    readonly status: string;
  };
  readonly redrive: null | {
    readonly title: string;
    readonly faultsLine: string;
    readonly status: string;
  };
}

export function stepTests(layout: TestLayout, tests: RuleTests): StepTests {
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
      at: timeAfter(tests, seconds),
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
            succeededLine: stepsLine(
              layout,
              "[...new Set(succeeded(events))]",
              tests.settled.succeeded,
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
            at: timeAfter(tests, seconds * (layout.ordered ? 0.5 : 1)),
          }
        : null,
    batch:
      queue && maxAttempts > 0 && prelude.length === 0 && isOfAnyGroup(layout, tests)
        ? { ...manyStarts(layout, tests, 3, `fail("${step}", "Error", 1)`), step }
        : null,
    concurrency:
      tests.concurrency !== undefined &&
      tests.concurrency <= MOST_SIMULATED_CONCURRENCY &&
      isOfAnyGroup(layout, tests)
        ? {
            title: `runs at most ${tests.concurrency} at once`,
            ...manyStarts(layout, tests, tests.concurrency * 4, `slow("${step}", ${seconds / 2})`),
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

/** Several workflows at once, where there are groups each in its own. */
function manyStarts(layout: TestLayout, tests: RuleTests, count: number, fault: string) {
  const { world, prelude } = tests;
  const { ordered, plain, workflow } = layout;
  const faults = faultsLine([...prelude.map(faultCall), fault]);
  if (!ordered) {
    return {
      faultsLine: [...worldLines(layout, world), faults].join("\n"),
      startsLine: `      workflows: ${count},`,
    };
  }
  const input = inGroup(world.input, workflow.queue?.groupBy ?? "");
  return {
    faultsLine: [...answersLines(layout, world, "own"), faults].join("\n"),
    startsLine: isSame(world.input, plain.input)
      ? `      starts: inOwnGroups(${count}),`
      : fitLiteral(`      starts: inOwnGroups(${count}, (group) => (`, input, ")),"),
  };
}

/** Whether the group has no part in what happens; else workflows in other groups go another way. */
function isOfAnyGroup({ ordered, workflow }: TestLayout, { world }: RuleTests): boolean {
  return !ordered || groupIn(world, workflow.queue?.groupBy ?? "") === USUAL_GROUP;
}

/** Of many retries only the first delays are looked at. */
function delaysLine(first: readonly number[], retries: number): string {
  const delays = retries > first.length ? `delays.slice(0, ${first.length})` : "delays";
  return fitItems(`    expect(${delays}).toEqual([`, first.map(String), "]);");
}
