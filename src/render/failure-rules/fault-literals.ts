import type { PlannedFault } from "../../plan/ways-to-fail.ts";
import { code } from "../layout.ts";

/** The functions of `local/faults.ts` that rows call. */
export const FAULTS = ["crash", "duplicate", "fail", "ignore", "reject", "slow"] as const;

export type FaultKind = (typeof FAULTS)[number];

const KIND = Symbol("fault");

/** Stands for a call of a function of `local/faults.ts`. */
export function fault(kind: FaultKind, ...args: readonly (string | number)[]): object {
  const call = `${kind}(${args.map((one) => JSON.stringify(one)).join(", ")})`;
  return { ...code(call), [KIND]: kind };
}

/** Returns a fault of the plan as a row injects it. */
export function injected({ step, kind, error, once }: PlannedFault): object {
  if (kind === "reject") return fault(kind, step, ...(once ? ["No.", 1] : []));
  if (kind === "ignore") return fault(kind, step, ...(once ? [1] : []));
  if (kind === "fail" && error !== undefined) return fault(kind, step, error, ...(once ? [1] : []));
  return fault(kind === "crash" ? "crash" : "fail", step);
}

/** Lists the functions of `local/faults.ts` that a literal calls, each once. */
export function faultKinds(literal: unknown): FaultKind[] {
  const found = new Set<FaultKind>();
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    if (KIND in value) found.add(value[KIND] as FaultKind);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(literal);
  return FAULTS.filter((kind) => found.has(kind));
}
