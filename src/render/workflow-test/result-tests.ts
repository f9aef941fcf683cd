import type { SeenError } from "../../plan/result-tests.ts";
import type { RuleTests } from "../../plan/rule-tests.ts";
import type { World } from "../../plan/trace.ts";
import { camelCase } from "../../workflow/names.ts";
import { fitItems, fitLiteral } from "../layout.ts";
import { inputAndFaultsLine } from "./fault-lines.ts";
import { messageLine } from "./state-lines.ts";
import type { TestLayout } from "./test-layout.ts";
import { answersIn, hasAnswers } from "./world-lines.ts";

/** The constants of `src/runtime/run-step.ts`. */
export const RESULT_LIMITS = ["MAX_RECORD_BYTES", "MAX_STATE_BYTES"] as const;

export type ResultLimit = (typeof RESULT_LIMITS)[number];

export interface TooLargeTest {
  readonly title: string;
  readonly faultsLine: string | null;
  readonly runLine: string;
  readonly limit: ResultLimit;
  readonly status: string;
  /** Whether what is left of the error is in the state; else the workflow ends with it. */
  readonly noted: boolean;
  readonly errorLine: string;
}

export interface ClaimCheckTest {
  readonly faultsLine: string | null;
  readonly claimedByLine: string;
  readonly referenceLine: string;
  readonly answerLine: string;
  readonly status: string;
}

/** Fewer bytes than any state has around a result, and more than the name of a step. */
const AROUND_RESULT = 50;

export function tooLargeTest(layout: TestLayout, tests: RuleTests): TooLargeTest | null {
  const { step, tooLarge, prelude, guarded, world } = tests;
  if (!tooLarge) return null;
  const { status, what, seen } = tooLarge;
  const limit = layout.queue && guarded ? "MAX_RECORD_BYTES" : "MAX_STATE_BYTES";
  const bytes = limit === "MAX_STATE_BYTES" ? `${limit} - ${AROUND_RESULT}` : limit;
  return {
    title: `${what} when its result is too large`,
    faultsLine: inputAndFaultsLine(layout, world, prelude),
    runLine: tooLargeLine(layout, world, step, bytes),
    limit,
    status,
    noted: "noted" in seen || "lost" in seen,
    errorLine: seenLine(seen, step),
  };
}

/** Lets a step answer with many bytes, and the others as they do in this world. */
export function tooLargeLine(
  layout: TestLayout,
  world: World,
  step: string,
  bytes: string,
): string {
  // The comma after it counts, too.
  const answers = answersIn(layout, world, "        ", ",").trim().slice(0, -1);
  return fitItems(
    "      run: tooLarge(",
    [`"${step}"`, bytes, ...(hasAnswers(world) ? [answers] : [])],
    "),",
  );
}

function seenLine(seen: SeenError, step: string): string {
  if ("lost" in seen) {
    const place = JSON.stringify(seen.lost);
    return fitItems("    expect(state.results).not.toHaveProperty(", [place], ");");
  }
  if ("end" in seen && seen.end === "compensation-failed") {
    return '    expect(error?.name).toBe("CompensationFailed");';
  }
  const error = "noted" in seen ? `state.errors.${seen.noted}` : "error";
  return messageLine(error, `The result of ${step} has`);
}

function answerLine(layout: TestLayout, world: World): string {
  const asksState = layout.keyed || layout.resultKeys || Object.keys(world.answers).length > 0;
  return answersIn(layout, world, "        return ", asksState ? "(name, state);" : "(name);");
}

export function claimCheckTest(layout: TestLayout, tests: RuleTests): ClaimCheckTest | null {
  const { step, prelude, claimedBy, statusAfterSuccess } = tests;
  if (!claimedBy) return null;
  return {
    faultsLine: inputAndFaultsLine(layout, tests.world, prelude),
    answerLine: answerLine(layout, tests.world),
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
