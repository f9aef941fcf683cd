import type { PlannedFault } from "../../scenarios/failure-scenarios.ts";
import { call } from "./calls.ts";

/** The functions of `local/faults.ts` that rows call, in the order of their import. */
export const FAULTS = [
  "crash",
  "crashFunction",
  "duplicate",
  "fail",
  "ignore",
  "reject",
  "slow",
] as const;

export type FaultKind = (typeof FAULTS)[number];

/** Stands for a call of a function of `local/faults.ts`. */
export function fault(kind: FaultKind, ...args: readonly (string | number)[]): object {
  return call(kind, args);
}

/** Returns a fault of the plan as a row injects it. */
export function injected({ step, kind, error, once }: PlannedFault): object {
  if (kind === "reject") return fault(kind, step, ...(once ? ["No.", 1] : []));
  if (kind === "ignore") return fault(kind, step, ...(once ? [1] : []));
  if (kind === "fail" && error !== undefined) return fault(kind, step, error, ...(once ? [1] : []));
  return fault(kind === "crash" ? "crash" : "fail", step);
}
