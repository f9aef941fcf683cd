import { deadLetterQueue } from "../../deployment/queues.ts";
import type { RouteTest } from "../../scenarios/tests/route-tests.ts";
import { code } from "../layout.ts";
import { call } from "./calls.ts";
import type { RulesLayout } from "./rules-layout.ts";

/** Up to so many steps are read at a glance; a longer order is written down once. */
const GLANCE = 8;

/** Tells whether the order of the steps, and the keys of their results, are constants of the rows. */
export function hasLongOrder({ order }: Pick<RulesLayout, "order">): boolean {
  return order.length > GLANCE;
}

/** Returns these steps as a literal; those that begin like the order of all as that beginning. */
export function stepList(layout: RulesLayout, steps: readonly string[]): unknown {
  const { order } = layout;
  const differs = steps.findIndex((step, index) => step !== order[index]);
  const length = differs === -1 ? steps.length : differs;
  if (!hasLongOrder(layout) || length < 2) return steps;
  const rest = steps.slice(length);
  const isPart = rest.length > 0;
  const next = order[length];
  const begin =
    next === undefined ? code(isPart ? "...order" : "order") : call("before", [next], isPart);
  return isPart ? [begin, ...rest] : begin;
}

/** Returns keys of results as a literal; where there are many, as what they are of all. */
export function resultList(layout: RulesLayout, keys: readonly string[]): unknown {
  const missing = layout.resultKeys.filter((key) => !keys.includes(key));
  const isAllBut = missing.length <= 1 && missing.length + keys.length === layout.resultKeys.length;
  if (!hasLongOrder(layout) || !isAllBut) return keys;
  const [one] = missing;
  return code(one === undefined ? "results" : `results.filter((key) => key !== "${one}")`);
}

/** Returns what a row says of the end of a route, the name of its error aside. */
export function endingOf(layout: RulesLayout, route: RouteTest): object {
  const { status, succeeded, forward, errors, results } = route;
  const undone = succeeded?.slice(forward) ?? [];
  return {
    ends: status,
    ...(succeeded && { done: stepList(layout, succeeded.slice(0, forward)) }),
    ...(undone.length > 0 && { undone }),
    ...(status === "succeeded" && { errors, results: resultList(layout, results) }),
  };
}

/** Returns the name of the error that a route ends with; undefined where the workflow succeeds. */
export function endError(route: RouteTest): string | undefined {
  const { faults, status, endedBy } = route;
  if (status === "succeeded") return undefined;
  // A map without a list ends an execution, whatever the rules say.
  if (endedBy === undefined) return "States.Runtime";
  const last = faults.find(({ step }) => step === endedBy);
  if (last?.kind === "fail") return last.error ?? "Error";
  return last?.error ?? "NoAnswer";
}

/** Returns the dead-letter queue that keeps the work of a route; undefined where none does. */
export function waitsIn({ deadLetterOf }: RouteTest): string | undefined {
  return deadLetterOf === undefined ? undefined : deadLetterQueue(deadLetterOf);
}
