import type { RuleTests } from "../../plan/rule-tests.ts";
import type { World } from "../../plan/trace.ts";
import type { PlannedFault } from "../../plan/ways-to-fail.ts";
import { fitItems } from "../layout.ts";
import type { TestLayout } from "./test-layout.ts";
import { inputLines, type Keys, worldLines } from "./world-lines.ts";

/** The functions of `local/faults.ts`. */
export const FAULTS = [
  "crash",
  "duplicate",
  "fail",
  "ignore",
  "reject",
  "slow",
  "timeOut",
] as const;

/** Functions that only some tests call: a file has those that its tests call, and no others. */
export type Helper = (typeof FAULTS)[number] | "secondsBefore" | "secondsOf" | "stepsBefore";

/** A fault as a test injects it: a function of `local/faults.ts`, and its arguments. */
export interface Fault {
  readonly kind: (typeof FAULTS)[number];
  readonly args: readonly (string | number)[];
}

/** The faults of a test, laid out. */
export interface Injection {
  readonly faultsLine: string;
  readonly calls: readonly Helper[];
}

/** A call of a function of `local/faults.ts`. */
export function fault(kind: Fault["kind"], ...args: Fault["args"]): Fault {
  return { kind, args };
}

/** A fault of the plan as a test injects it. */
export function injected({ step, kind, error, once }: PlannedFault): Fault {
  if (kind === "reject") return fault(kind, step, ...(once ? ["No.", 1] : []));
  if (kind === "ignore") return fault(kind, step, ...(once ? [1] : []));
  if (error === undefined) return fault(kind, step);
  return fault(kind, step, error, ...(once ? [1] : []));
}

/** `fail("pay", "Declined", 1)`. */
export function faultCall({ kind, args }: Fault): string {
  return `${kind}(${args.map((one) => JSON.stringify(one)).join(", ")})`;
}

/** The faults as a property of the options of a rehearsal. */
export function faultsLine(faults: readonly Fault[]): string {
  return fitItems("      faults: [", faults.map(faultCall), "],");
}

/** The world of a test, and the faults in it. */
export function injection(
  layout: TestLayout,
  world: World,
  faults: readonly Fault[],
  keys: Keys = "own",
): Injection {
  return {
    faultsLine: [...worldLines(layout, world, keys), faultsLine(faults)].join("\n"),
    calls: faults.map(({ kind }) => kind),
  };
}

/** The same where there may be nothing to say. */
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
  faults.length > 0 ? [faultsLine(faults.map(injected))] : [];

/** Virtual milliseconds, so long after a step has started; what stands for any where that is not known. */
export function timeAfter({ startsAt }: Pick<RuleTests, "startsAt">, seconds: number): string {
  return startsAt === undefined ? "expect.any(Number)" : String((startsAt + seconds) * 1000);
}
