import type { RuleTests } from "../../plan/rule-tests.ts";
import { camelCase } from "../../workflow/names.ts";
import { fitItems, fitLiteral } from "../layout.ts";
import { optionalFaultsLine } from "./fault-lines.ts";
import { errorMessage } from "./state-lines.ts";
import type { TestLayout } from "./test-layout.ts";

export interface TooLargeTest {
  readonly title: string;
  readonly faultsLine: string | null;
  readonly limit: string;
  readonly status: string;
  /** Whether the error is noted in the state; else the workflow ends with it. */
  readonly noted: boolean;
  readonly messageLine: string;
}

export interface ClaimCheckTest {
  readonly faultsLine: string | null;
  readonly claimedByLine: string;
  readonly referenceLine: string;
  readonly status: string;
}

export function tooLargeTest(layout: TestLayout, tests: RuleTests): TooLargeTest | null {
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

export function claimCheckTest(layout: TestLayout, tests: RuleTests): ClaimCheckTest | null {
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
