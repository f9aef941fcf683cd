import { failables } from "../semantics/compensation-order.ts";
import type { PathTarget, Precondition, Scope } from "../semantics/reference.ts";
import type { Workflow } from "../workflow/workflow.ts";
import type { PlannedFault } from "./failure-scenarios.ts";
import type { Goal } from "./goal.ts";
import type { Constraint, Value } from "./satisfying-value.ts";

/** The decisions on the way to a solution. */
export interface SearchState {
  readonly demands: ReadonlyMap<string, readonly Constraint[]>;
  readonly values: ReadonlyMap<string, Value | undefined>;
  readonly indexes: ReadonlyMap<string, readonly Constraint[]>;
  readonly sizes: ReadonlyMap<string, number>;
  readonly faults: readonly PlannedFault[];
  /** Branches by choice and item. */
  readonly taken: ReadonlyMap<string, number>;
}

export interface Decision {
  readonly state: SearchState;
  /** The goals that have to come to pass because of it. */
  readonly goals: readonly Goal[];
}

export const nowhere: Scope = { maps: [], items: new Map() };

export function needed(
  reference: { readonly needs: readonly Precondition[] },
  state: SearchState,
): Decision {
  const { needs } = reference;
  return { state: needs.reduce(withSize, state), goals: needs.flatMap(goalOf) };
}

export const needsOf = (reference: PathTarget): readonly Precondition[] =>
  "needs" in reference ? reference.needs : [];

export function goalOf({ step, from }: Precondition): Goal[] {
  return step ? [{ ran: step, from }] : [];
}

export function withSize(state: SearchState, { size }: Precondition): SearchState {
  if (!size) return state;
  const [map, items] = size;
  const most = Math.max(items, state.sizes.get(map) ?? 0);
  return { ...state, sizes: new Map([...state.sizes, [map, most]]) };
}

/** `undefined` where a step would have to fail in two ways. */
function withFaults(state: SearchState, way: readonly PlannedFault[]): SearchState | undefined {
  const known = (fault: PlannedFault) => state.faults.find(({ step }) => step === fault.step);
  if (way.some((fault) => known(fault) && known(fault)?.error !== fault.error)) return undefined;
  const more = way.filter((fault) => !known(fault));
  return { ...state, faults: [...state.faults, ...more] };
}

export type Steps = Pick<Workflow, "steps" | "queue">;

/** One of these ways to fail, but not where a step would have to fail in two. */
export function decideFailing(
  workflow: Steps,
  ways: readonly (readonly PlannedFault[])[],
  state: SearchState,
): Decision[] {
  return ways.flatMap((way) => {
    const next = withFaults(state, way);
    return next ? [{ state: next, goals: stepsToFail(workflow, way) }] : [];
  });
}

/** The steps that are to fail have to be reached. */
export function stepsToFail(workflow: Steps, way: readonly PlannedFault[]): Goal[] {
  return failables(workflow)
    .filter(({ name }) => way.some(({ step }) => step === name))
    .map((reached) => ({ reached }));
}
