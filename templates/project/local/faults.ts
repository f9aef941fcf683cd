import { steps } from "../src/workflow.ts";
import type { Fault } from "./simulation.ts";

const ALWAYS = Number.POSITIVE_INFINITY;

/** The step throws; without an error's name a transient one. */
export function fail(step: string, error = "Error", times = ALWAYS): Fault {
  return { kind: "fail", step, error, times };
}

/** The function dies without an answer. */
export function crash(step: string, times = ALWAYS): Fault {
  return { kind: "crash", step, times };
}

/** The step takes so many virtual seconds. */
export function slow(step: string, seconds: number, times = ALWAYS): Fault {
  return { kind: "slow", step, seconds, times };
}

/** The step never answers and is stopped by its timeout. */
export function timeOut(step: string, times = ALWAYS): Fault {
  return slow(step, ALWAYS, times);
}

/** The step's message is delivered twice. */
export function duplicate(step: string): Fault {
  return { kind: "duplicate", step, times: 1 };
}

/**
 * Reads a fault from the command line: `create-invoice`, `create-invoicex2`,
 * `process-payment:PaymentDeclined` or `process-payment:PaymentDeclinedx1`.
 *
 * @throws RangeError where the text names no step of this workflow.
 */
export function parseFault(text: string): { step: string; error?: string; times?: number } {
  const candidates = steps.filter((step) => text.startsWith(step));
  for (const step of candidates.toSorted((a, b) => b.length - a.length)) {
    const match = /^(?::(?<error>[A-Za-z_$][\w$]*?))?(?:x(?<times>[1-9]\d*))?$/.exec(
      text.slice(step.length),
    );
    if (!match) continue;
    const { error, times } = match.groups ?? {};
    return { step, ...(error ? { error } : {}), ...(times ? { times: Number(times) } : {}) };
  }
  throw new RangeError(
    `"${text}" names no step of this workflow. The steps are: ${steps.join(", ")}.`,
  );
}
