import type { RuleTests } from "../../plan/rule-tests.ts";
import type { World } from "../../plan/trace.ts";
import type { PlannedFault } from "../../plan/ways-to-fail.ts";
import { fitItems } from "../layout.ts";
import type { TestLayout } from "./test-layout.ts";
import { inputLines, type Keys, worldLines } from "./world-lines.ts";

export function faultCall({ step, kind, error, once }: PlannedFault): string {
  if (kind === "reject") return once ? `reject("${step}", "No.", 1)` : `reject("${step}")`;
  if (kind === "ignore") return once ? `ignore("${step}", 1)` : `ignore("${step}")`;
  if (error === undefined) return `${kind}("${step}")`;
  return once ? `${kind}("${step}", "${error}", 1)` : `${kind}("${step}", "${error}")`;
}

export function faultsLine(calls: readonly string[]): string {
  return fitItems("      faults: [", calls, "],");
}

export function optionalFaultsLine(
  layout: TestLayout,
  world: World,
  faults: readonly PlannedFault[],
  keys: Keys = "own",
): string | null {
  return joined([...worldLines(layout, world, keys), ...faultLines(faults)]);
}

/** The same for a test that says itself what steps answer. */
export function inputAndFaultsLine(
  layout: TestLayout,
  world: World,
  faults: readonly PlannedFault[],
): string | null {
  return joined([...inputLines(layout, world), ...faultLines(faults)]);
}

const joined = (lines: readonly string[]) => (lines.length > 0 ? lines.join("\n") : null);

const faultLines = (faults: readonly PlannedFault[]) =>
  faults.length > 0 ? [faultsLine(faults.map(faultCall))] : [];

/** Virtual milliseconds, so long after a step has started; what stands for any where that is not known. */
export function timeAfter({ startsAt }: Pick<RuleTests, "startsAt">, seconds: number): string {
  return startsAt === undefined ? "expect.any(Number)" : String((startsAt + seconds) * 1000);
}
