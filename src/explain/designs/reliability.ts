import { sumOf } from "../../lists.ts";
import { compositesAround } from "../../semantics/compensation-order.ts";
import { type Consequence, consequenceOf } from "../../semantics/failure-routes.ts";
import { longestRetrying } from "../../semantics/retry-delays.ts";
import { either } from "../../workflow/findings/finding.ts";
import type { FunctionStep } from "../../workflow/workflow.ts";
import type { Figures, Outage, StepOutage } from "../explanation.ts";
import { type FunctionPart, inLine, insideOf, type Part } from "./course.ts";
import { callsIn, type Facts } from "./facts.ts";

/** The share of the time in which each step is taken to be up. */
const STEP_AVAILABILITY = 0.999;

const OUTAGE_SECONDS = 600;

/** Longest that a Step Functions Express execution may take ("Step Functions quotas"). */
export const EXPRESS_SECONDS = 300;

const triesOf = ({ retry }: FunctionStep): number => 1 + retry.maxAttempts;

/** Beyond this a number says no more than "too many", and is no longer exact. */
const bounded = (calls: number): number => Math.min(calls, Number.MAX_SAFE_INTEGER);

/** Returns the share of runs in which every step is up at the moment. */
export const allUp = ({ functions }: Facts): number => STEP_AVAILABILITY ** functions.length;

/** Returns the most calls of a nested chain: each level tries again all that it calls. */
export function nestedCalls({ course }: Facts): Figures["worstCase"] {
  return callsFrom(course, 1, []);
}

/**
 * Returns the calls of a sequence and of what is inside of it.
 *
 * @param before how often the function is called that calls it
 * @param above the tries of the levels above
 */
function callsFrom(
  parts: readonly Part[],
  before: number,
  above: readonly number[],
): Figures["worstCase"] {
  let [called, tries] = [before, above];
  const found: Figures["worstCase"][] = [];
  for (const part of inLine(parts)) {
    if (part.kind === "function") {
      called = bounded(called * triesOf(part.step));
      tries = [...tries, triesOf(part.step)];
      found.push({ callsOfLastStep: called, callsInAll: called, tries });
    } else {
      const each = part.kind === "each" ? part.items : 1;
      const inner = insideOf(part);
      found.push(...inner.map((one) => callsFrom(one, bounded(called * each), tries)));
    }
  }
  const none = { callsOfLastStep: 0, callsInAll: 0, tries: above };
  const most = found.reduce(
    (one, other) => (other.callsOfLastStep >= one.callsOfLastStep ? other : one),
    none,
  );
  const all = found.reduce((sum, { callsInAll }) => bounded(sum + callsInAll), 0);
  return { ...most, callsInAll: all };
}

/** Returns the most calls of one function, which its caller tries again as a whole. */
export function wholeCalls({ functions }: Facts): Figures["worstCase"] {
  const tries = Math.max(...functions.map(({ step }) => triesOf(step)));
  const repeated = Math.max(...functions.map(({ times }) => times));
  return {
    callsOfLastStep: tries * repeated,
    callsInAll: tries * callsIn(functions),
    tries: [tries],
  };
}

/** Returns the most calls where each step is tried again by itself. */
export function separateCalls({ functions }: Facts): Figures["worstCase"] {
  const calls = functions.map(({ step, times }) => triesOf(step) * times);
  return {
    callsOfLastStep: Math.max(...calls),
    callsInAll: sumOf(calls, (each) => each),
    tries: functions.map(({ step }) => triesOf(step)),
  };
}

const runsIn = ({ rate }: Facts): number => rate * OUTAGE_SECONDS;

/** Returns what an outage does to callers who wait: each of them gets an error. */
export function lostOutage(facts: Facts, isNested: boolean): Outage {
  const steps = facts.functions.map(
    ({ name }): StepOutage => ({ step: name, fate: "lost", outlasts: 0 }),
  );
  const remains = isNested
    ? "the work of earlier steps stays incomplete"
    : "the work that it has done stays incomplete";
  return {
    runs: runsIn(facts),
    steps,
    sentence: `Every run that reaches the step fails, and its caller gets an error; ${remains} unless your own code undoes it.`,
  };
}

const FATES: Readonly<Record<Exclude<Consequence["kind"], "handled">, StepOutage["fate"]>> = {
  stop: "kept",
  compensate: "undone",
  continue: "goes-on",
  fallback: "fallback",
};

const FATE_WORDS: Readonly<Record<StepOutage["fate"], string>> = {
  waits: "retries outlast the outage",
  kept: "the work is kept and can be redriven",
  undone: "the steps before it are compensated",
  "goes-on": "the workflow continues without it",
  fallback: "its fallback runs",
  lost: "the execution ends and cannot be redriven",
};

/**
 * Returns what an outage does to work that is kept: retries outlast it, or the failure rules apply.
 *
 * @param isKept whether work that has failed can be redriven, and may wait longer than five minutes
 */
export function keptOutage(facts: Facts, isKept: boolean): Outage {
  const steps = facts.functions.map((one) => outageOf(one, facts, isKept));
  const fates = [...new Set(steps.map(({ fate }) => fate))];
  const parts = fates.map((fate, index) => {
    const names = steps.filter((step) => step.fate === fate).map(({ step }) => step);
    const who =
      fates.length === 1
        ? "If any step is down"
        : `${index === 0 ? "If" : "if"} ${either(names)} is down`;
    return `${who}, ${FATE_WORDS[fate]}`;
  });
  return {
    runs: runsIn(facts),
    steps,
    sentence: `All runs are accepted. ${parts.join("; ")}.`,
  };
}

function outageOf({ step }: FunctionPart, { workflow }: Facts, isKept: boolean): StepOutage {
  const retrying = longestRetrying(step.retry);
  const outlasts = isKept ? retrying : Math.min(retrying, EXPRESS_SECONDS);
  if (outlasts >= OUTAGE_SECONDS) return { step: step.name, fate: "waits", outlasts };
  const then = consequenceOf(step, undefined, compositesAround(workflow, step));
  const fate = FATES[then.kind === "handled" ? then.does.kind : then.kind];
  return { step: step.name, fate: fate === "kept" && !isKept ? "lost" : fate, outlasts };
}
