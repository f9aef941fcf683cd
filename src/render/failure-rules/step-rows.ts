import { compact } from "../../lists.ts";
import { areAlike, groupComparisons, inGroup } from "../../scenarios/grouped-input.ts";
import { RETRIES_EXHAUSTED, type RouteTest } from "../../scenarios/tests/route-tests.ts";
import type { RuleTests } from "../../scenarios/tests/rule-tests.ts";
import { USUAL_GROUP } from "../../scenarios/values-told-apart.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { camelCase } from "../../workflow/letter-case.ts";
import { groupIn } from "../code/order.ts";
import { arrow, code } from "../layout.ts";
import { endError, endingOf, waitsIn } from "./ending.ts";
import { fault } from "./fault-literals.ts";
import { keyRows } from "./key-rows.ts";
import type { RulesLayout } from "./rules-layout.ts";
import { routeRow, type ScenarioRow } from "./scenario-rows.ts";
import { isSame, settingOf } from "./setting.ts";

/** Above this many workflows at once a simulated run takes too long; what is deployed is checked all the same. */
const MOST_SIMULATED_CONCURRENCY = 20;

/** The workflows that come in one batch. */
const BATCH = 3;

const TOO_LARGE = "too large";
const ANY_FAILURE = [RETRIES_EXHAUSTED, "PermanentError", TOO_LARGE];

/** Returns the rules of a function as a literal: a property for each, in the order of a run. */
export function stepRows(layout: RulesLayout, tests: RuleTests): object {
  const { step, prelude, maxAttempts, delays, shortestDelays, timeoutSeconds: seconds } = tests;
  const { sendsMessages } = layout.transport;
  const isApproval = tests.answerSeconds !== undefined;
  const regular = tests.routes.filter((route) => isRegular(tests, route));
  const withTooLarge = regular.find((route) => isTooLargeLike(tests, route));
  const failures = failureRows(layout, regular, withTooLarge);
  const scenarios = [
    ...approvalRows(layout, tests),
    ...tests.routes.filter((route) => !regular.includes(route)).map((one) => routeRow(layout, one)),
    ...(withTooLarge ? [] : tooLargeRow(layout, tests)),
    ...keyRows(layout, tests),
  ];
  return {
    step,
    ...settingOf(layout, tests.fixture, prelude),
    ...(tests.statusAfterSuccess !== "succeeded" && { ends: tests.statusAfterSuccess }),
    ...(tests.startsAt !== 0 && { startsAfter: tests.startsAt ?? "any" }),
    ...(maxAttempts > 0 && {
      retry: {
        times: maxAttempts,
        delays,
        ...(shortestDelays === delays && { jitter: "none" }),
      },
    }),
    timeout: { seconds, ...(sendsMessages && { shownAgain: tests.visibilityTimeoutSeconds }) },
    ...(failures.length > 0 && { failures }),
    ...(!isApproval && { deliveredTwice: tests.guarded ? "runs once" : "runs twice" }),
    ...(sendsMessages && tests.guarded && tests.settled && { settledBy: tests.settled.error }),
    ...manyRows(layout, tests),
    ...(tests.redrive && { redrive: true }),
    ...(scenarios.length > 0 && { scenarios }),
  };
}

/** Tells whether a route begins like all rows of the step, and one failure of it is the cause. */
function isRegular(
  { step, fixture, prelude }: RuleTests,
  { failure, ...route }: RouteTest,
): boolean {
  return (
    failure !== undefined &&
    route.fixture === fixture &&
    route.faults.length === prelude.length + 1 &&
    route.faults.at(-1)?.step === step
  );
}

/**
 * Returns a row for all routes with the same end; whatever lets a step fail for good goes without saying.
 *
 * @param withTooLarge a route that too large a result takes, too
 */
function failureRows(
  layout: RulesLayout,
  routes: readonly RouteTest[],
  withTooLarge: RouteTest | undefined,
): object[] {
  const rows = new Map<string, { what: string; ending: object; routes: RouteTest[] }>();
  for (const route of routes) {
    const what = route.failure?.what ?? "";
    const error = endError(route);
    const queue = layout.transport.hasDeadLetters ? waitsIn(route) : undefined;
    const ending = {
      ...endingOf(layout, route),
      ...(error !== undefined && error !== usualError(route) && { error }),
      ...(queue && { waitsIn: queue }),
    };
    const { status, succeeded, errors, results } = route;
    const id = JSON.stringify([what, status, succeeded, errors, results, ending]);
    const row = rows.get(id) ?? { what, ending, routes: [] };
    row.routes.push(route);
    rows.set(id, row);
  }
  return [...rows.values()].map(({ what, ending, routes }) => {
    const causes = routes.map(({ failure }) => failure?.cause ?? "");
    const isTooLarge = routes.some((route) => route === withTooLarge);
    return { ...onCauses(isTooLarge ? [...causes, TOO_LARGE] : causes), it: what, ...ending };
  });
}

function onCauses(causes: readonly string[]): { on?: readonly string[] } {
  if (!ANY_FAILURE.every((cause) => causes.includes(cause))) return { on: causes };
  const named = causes.filter((cause) => !ANY_FAILURE.includes(cause));
  return named.length > 0 ? { on: ["any failure", ...named] } : {};
}

/** The name of the error that a workflow ends with where the step itself fails it. */
function usualError({ failure }: RouteTest): string {
  return failure?.cause === RETRIES_EXHAUSTED ? "Error" : (failure?.cause ?? "");
}

/** Tells whether too large a result takes this route, and is seen where every failure of the step is. */
function isTooLargeLike({ tooLarge, step }: RuleTests, { failure, status }: RouteTest): boolean {
  if (!tooLarge || failure?.what !== tooLarge.what || status !== tooLarge.status) return false;
  const { seen } = tooLarge;
  return status === "succeeded" ? "noted" in seen && seen.noted === camelCase(step) : "end" in seen;
}

/** Fewer bytes than any state has around a result, and more than the name of a step. */
const AROUND_RESULT = 50;

function tooLargeRow(layout: RulesLayout, tests: RuleTests): ScenarioRow[] {
  const { step, tooLarge, prelude, fixture } = tests;
  if (!tooLarge) return [];
  const { seen, status, what } = tooLarge;
  const message = { message: `The result of ${step} has` };
  const found =
    "lost" in seen ? seen : { ...message, ...("noted" in seen && { noted: seen.noted }) };
  return [
    {
      title: `${what} when its result is too large`,
      ...settingOf(layout, fixture, prelude),
      large: { step, bytes: 240 * 1024 - AROUND_RESULT },
      expected: { tries: 1, ends: status, ...found },
    },
  ];
}

function approvalRows(layout: RulesLayout, tests: RuleTests): ScenarioRow[] {
  const { step, answerSeconds, fixture, prelude, startsAt, statusAfterSuccess: ends } = tests;
  if (answerSeconds === undefined) return [];
  const row = (title: string, faults: readonly object[], expected: object) => ({
    title,
    ...settingOf(layout, fixture, [...prelude, ...faults]),
    expected,
  });
  const isRetried = tests.maxAttempts > 0;
  const once = { successes: [[step, 1]], ends };
  const dies = (when: "before" | "after") => fault("crashFunction", step, when, 1);
  const at = startsAt === undefined ? {} : { at: 1000 * (startsAt + answerSeconds) };
  return compact([
    row("goes on when it is approved", [], {
      successes: [[step, 1]],
      ...(!tests.inMap && { result: { approved: true } }),
      ends,
    }),
    row(
      `waits ${formatDuration(answerSeconds)} for an answer, and no longer`,
      [fault("ignore", step)],
      { first: { ...at, outcome: "failed", error: "TimedOut" } },
    ),
    row("goes on once when it has asked twice", [fault("duplicate", step)], {
      successes: [[step, 1]],
      ...(tests.guarded && { skipped: 1 }),
      ends,
    }),
    isRetried && row("asks again when its function dies before it asks", [dies("before")], once),
    isRetried &&
      row("goes on once when its function dies behind its question", [dies("after")], once),
  ]);
}

/** Several workflows at once, where there are groups each in its own. */
function manyRows(layout: RulesLayout, tests: RuleTests) {
  const { ordered, transport, plain, workflow } = layout;
  const { maxAttempts, prelude, concurrency: limit, fixture, hasOwnKeys } = tests;
  const isBatched = transport.sendsMessages && maxAttempts > 0 && prelude.length === 0;
  const isLimited = limit !== undefined && limit <= MOST_SIMULATED_CONCURRENCY;
  const batch = isBatched && hasOwnKeys && isOfAnyGroup(layout, tests, BATCH);
  const concurrency = isLimited && hasOwnKeys && isOfAnyGroup(layout, tests, 4 * limit);
  const hasOwnInput = ordered && (batch || concurrency) && !isSame(fixture.input, plain.input);
  return {
    ...(batch && { batch: BATCH }),
    ...(concurrency && { concurrency: limit }),
    ...(hasOwnInput && { inOwnGroup: inOwnGroup(fixture.input, workflow.queue?.groupBy ?? "") }),
  };
}

/** An input whose group is named after the workflow, as a function of its id. */
export function inOwnGroup(input: unknown, groupBy: string): object {
  return arrow("(id: string)", inGroup(input, groupBy, code("id")));
}

/** Tells whether so many workflows, each in its own group, all go the same way. */
function isOfAnyGroup(
  { ordered, workflow }: RulesLayout,
  { fixture }: RuleTests,
  count: number,
): boolean {
  if (!ordered) return true;
  const groupBy = workflow.queue?.groupBy ?? "";
  const groups = Array.from({ length: count }, (_, index) => `local-${index + 1}`);
  return (
    groupIn(fixture, groupBy) === USUAL_GROUP &&
    areAlike(groupComparisons(workflow, groupBy), groups)
  );
}
