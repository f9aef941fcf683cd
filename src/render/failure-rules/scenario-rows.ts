import { repeats } from "../../forms/traits.ts";
import { compact } from "../../lists.ts";
import type { FormTests } from "../../scenarios/tests/form-tests.ts";
import type { RouteTest } from "../../scenarios/tests/route-tests.ts";
import { placedSteps } from "../../workflow/steps/traversal.ts";
import { endError, endingOf, waitsIn } from "./ending.ts";
import { fault } from "./fault-literals.ts";
import type { RulesLayout } from "./rules-layout.ts";
import { type Setting, settingOf } from "./setting.ts";

/** A run of its own, as a literal: how it begins, what happens, and what is expected of it. */
export interface ScenarioRow extends Setting {
  readonly title: string;
  readonly workflows?: number;
  readonly again?: object;
  readonly keys?: "shared" | "missing";
  readonly redrive?: true;
  readonly large?: { readonly step: string; readonly bytes: number };
  readonly expected: object;
}

/** Half of what a state machine can pass on, in bytes: two such results are too much. */
const LARGE_BYTES = 120 * 1024;

/** Returns a route as a row of its own. */
export function routeRow(layout: RulesLayout, route: RouteTest): ScenarioRow {
  const error = endError(route);
  const queue = waitsIn(route);
  return {
    title: route.title,
    ...settingOf(layout, route.fixture, route.faults),
    ...(route.redriven && { redrive: true }),
    expected: {
      ...(route.tries !== undefined && { tries: route.tries }),
      ...endingOf(layout, route),
      ...(error !== undefined && { error }),
      ...(layout.transport.hasDeadLetters && {
        deadLetters: queue ? [{ queue, messages: 1 }] : [],
      }),
    },
  };
}

/** Returns the rows of a step that is no function. */
export function formRows(layout: RulesLayout, tests: FormTests): ScenarioRow[] {
  const { step, routes, lasting, items, concurrency = [], tooLarge } = tests;
  const isInner = placedSteps(layout.workflow).some(
    (placed) => placed.step.name === step && placed.within.some(repeats),
  );
  return compact([
    lasting && lastingRow(layout, lasting),
    items && {
      title: items.title,
      ...settingOf(layout, items.fixture, items.faults),
      expected: {
        successes: [[items.first, items.count]],
        ...(!isInner && { items: items.count }),
      },
    },
    ...concurrency.map(({ title, fixture, faults, task, limit, seconds }) => ({
      title,
      ...settingOf(layout, fixture, [...faults, fault("slow", task, seconds)]),
      expected: { atOnce: [[task, limit]] },
    })),
    tooLarge && {
      title: tooLarge.title,
      ...settingOf(layout, tooLarge.fixture, tooLarge.faults),
      large: { step: tooLarge.first, bytes: LARGE_BYTES },
      expected: { ends: "failed", error: "States.DataLimitExceeded" },
    },
    ...routes.map((route) => routeRow(layout, route)),
  ]);
}

/** A state machine logs its waits, a queue holds the next message back. */
function lastingRow(
  layout: RulesLayout,
  { title, fixture, faults, next, seconds }: NonNullable<FormTests["lasting"]>,
): ScenarioRow {
  return {
    title,
    ...settingOf(layout, fixture, faults),
    expected: next === undefined ? { seconds } : { secondsBefore: [[next, seconds]] },
  };
}
