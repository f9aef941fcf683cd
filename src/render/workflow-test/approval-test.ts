import type { RuleTests } from "../../plan/rule-tests.ts";
import { formatDuration } from "../../workflow/duration.ts";
import { camelCase } from "../../workflow/names.ts";
import {
  fault,
  type Injection,
  injected,
  injection,
  optionalFaultsLine,
  timeAfter,
} from "./fault-lines.ts";
import type { TestLayout } from "./test-layout.ts";

export interface ApprovalTest {
  readonly title: string;
  readonly optionsLine: string | null;
  readonly resultLine: string | null;
  readonly status: string;
  readonly lateTitle: string;
  readonly lateLine: string;
  readonly calls: Injection["calls"];
  /** Virtual milliseconds, or what stands for any. */
  readonly at: string;
}

/** `null` for a step that does not ask. */
export function approvalTest(layout: TestLayout, tests: RuleTests): ApprovalTest | null {
  const { step, answerSeconds, world, prelude, inMap } = tests;
  if (answerSeconds === undefined) return null;
  const late = injection(layout, world, [...prelude.map(injected), fault("ignore", step)]);
  return {
    title: "goes on when it is approved",
    optionsLine: optionalFaultsLine(layout, world, prelude),
    resultLine: inMap
      ? null
      : `    expect(state.results.${camelCase(step)}).toEqual({ approved: true });`,
    status: tests.statusAfterSuccess,
    lateTitle: `waits ${formatDuration(answerSeconds)} for an answer, and no longer`,
    lateLine: late.faultsLine,
    calls: late.calls,
    at: timeAfter(tests, answerSeconds),
  };
}
