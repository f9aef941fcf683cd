import { compact } from "../../lists.ts";
import type { PlannedFault } from "../../scenarios/failure-scenarios.ts";
import { interpretScenario } from "../../scenarios/scenario.ts";
import type { RuleTests } from "../../scenarios/tests/rule-tests.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { camelCase } from "../../workflow/letter-case.ts";
import { fault } from "./fault-literals.ts";
import type { RulesLayout } from "./rules-layout.ts";
import type { ScenarioRow } from "./scenario-rows.ts";
import { answersOf, literalOf, settingOf } from "./setting.ts";

/** Bytes that no message, record or state has room for. */
const CLAIM_CHECKED_BYTES = 2_000_000;

/** Returns the rows of a step that is done once for each key, and of one that undoes it. */
export function keyRows(layout: RulesLayout, tests: RuleTests): ScenarioRow[] {
  return [
    ...keyMissingRow(layout, tests),
    ...claimCheckRow(layout, tests),
    ...sharedRows(layout, tests),
    ...sharedUndoRows(layout, tests),
  ];
}

function keyMissingRow(layout: RulesLayout, tests: RuleTests): ScenarioRow[] {
  const { step, keyMissing, fixture } = tests;
  if (!keyMissing) return [];
  const { key, status, what, input } = keyMissing;
  return [
    {
      title: `${what} where ${key} is missing`,
      ...(layout.keyed && { input: input as object }),
      ...answersOf(layout, fixture),
      keys: "missing",
      expected: {
        successes: [[step, 0]],
        ends: status,
        message: `The idempotency key of ${step}, ${key},`,
        ...(status === "succeeded" && { noted: camelCase(step) }),
      },
    },
  ];
}

function claimCheckRow(layout: RulesLayout, tests: RuleTests): ScenarioRow[] {
  const { step, prelude, claimedBy, statusAfterSuccess, maxAttempts, guarded } = tests;
  if (!claimedBy) return [];
  const row = (title: string, faults: readonly object[], expected: object): ScenarioRow => ({
    title,
    ...settingOf(layout, tests.fixture, [...prelude, ...faults]),
    large: { step, bytes: CLAIM_CHECKED_BYTES },
    ...(faults.length === 0 && { workflows: 2 }),
    expected: {
      ...expected,
      result: { claimCheck: `local-1/${step}` },
      ends: statusAfterSuccess,
    },
  });
  const dies = (when: "before" | "after") => [fault("crashFunction", step, when, 1)];
  const isRetried = maxAttempts > 0;
  return compact([
    row("passes on a result of any size, to each workflow its own", [], { claimedBy }),
    isRetried &&
      row("passes it on when its function dies before it runs", dies("before"), {
        claimedBy,
        successes: [[step, 1]],
      }),
    isRetried &&
      row("passes it on when its function dies behind it", dies("after"), {
        successes: [[step, guarded ? 1 : 2]],
      }),
  ]);
}

function sharedRows(layout: RulesLayout, tests: RuleTests): ScenarioRow[] {
  const { step, prelude, shared, timeoutSeconds, fixture } = tests;
  if (!shared) return [];
  const { key, windowSeconds, outlasted, atOnce } = shared;
  const row = (
    title: string,
    faults: readonly (PlannedFault | object)[],
    rest: Pick<ScenarioRow, "workflows" | "again" | "expected">,
  ): ScenarioRow => ({ title, ...settingOf(layout, fixture, faults), keys: "shared", ...rest });
  const slow = fault("slow", step, timeoutSeconds / 2, 1);
  return compact([
    row(`has its effect once for all workflows with the same ${key}`, prelude, {
      ...(outlasted ? { workflows: 2 } : { again: again(0, prelude) }),
      expected: { successes: [[step, 1]], skipped: 1, sameResult: true },
    }),
    row(`has its effect again ${formatDuration(windowSeconds)} later`, prelude, {
      again: again(windowSeconds + 1, prelude),
      expected: { successes: [[step, 2]] },
    }),
    atOnce &&
      row("makes another workflow with the same key wait for the first", [slow], {
        workflows: 2,
        expected: {
          successes: [[step, 1]],
          last: { outcome: "skipped" },
          runs: ["succeeded", "succeeded"],
        },
      }),
  ]);
}

function sharedUndoRows(layout: RulesLayout, { step, sharedUndo }: RuleTests): ScenarioRow[] {
  if (!sharedUndo) return [];
  const { step: undone, prelude, failing, outlasted, unrun } = sharedUndo;
  const { workflow, plain: fixture } = layout;
  const { status } = interpretScenario(workflow, { fixture, faults: prelude });
  const faults = [...prelude, failing];
  const keptResult = {
    successes: [
      [undone, 1],
      [step, 0],
    ],
    runs: [status, "compensated"],
  };
  const row = (
    title: string,
    before: readonly PlannedFault[],
    rest: Pick<ScenarioRow, "again" | "expected">,
  ): ScenarioRow => ({ title, ...settingOf(layout, fixture, before), keys: "shared", ...rest });
  return compact([
    !outlasted &&
      row("undoes nothing in a workflow that was given the result of another", prelude, {
        again: again(0, faults),
        expected: keptResult,
      }),
    !outlasted &&
      unrun &&
      row(`undoes nothing where the function of ${undone} dies before it runs`, prelude, {
        again: again(0, [fault("crashFunction", undone), ...unrun]),
        expected: keptResult,
      }),
    row(`has ${undone} done again in the next workflow`, faults, {
      again: again(0, prelude),
      expected: {
        successes: [
          [step, 1],
          [undone, 2],
        ],
      },
    }),
  ]);
}

/** Another workflow, started when the first one has ended. */
function again(afterSeconds: number, faults: readonly (PlannedFault | object)[]): object {
  return {
    id: "new",
    afterSeconds,
    ...(faults.length > 0 && { faults: faults.map(literalOf) }),
  };
}
