import type { Failable } from "../semantics/compensation-order.ts";
import type { Scope } from "../semantics/reference.ts";
import type { ChoiceStep, Condition, MapStep } from "../workflow/workflow.ts";
import type { PlannedFault } from "./failure-scenarios.ts";
import type { Value } from "./satisfying-value.ts";
import { solutions } from "./solution.ts";

/** The values and faults with which a test begins, so that its goals come to pass. */
export interface Solution {
  /** Values by path; `[*each]` stands for every item of the map `each`. */
  readonly values: ReadonlyMap<string, Value>;
  /** Paths under which nothing may be. */
  readonly absent: readonly string[];
  /** The number of items that maps need, by name. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The faults of steps that have to fail, and are passed over or replaced. */
  readonly faults: readonly PlannedFault[];
}

/** A goal of the search. */
export type Goal =
  /** A step is reached, or the one in whose place a fallback runs. */
  | { readonly reached: object; readonly from?: Scope }
  /** A step runs, and a fallback too. */
  | { readonly ran: Failable; readonly from: Scope }
  /** A branch of a choice is taken, by number; -1: none. */
  | { readonly choice: ChoiceStep; readonly branch: number; readonly from?: Scope }
  /** A map has so many items, at least. */
  | { readonly sized: MapStep; readonly items: number }
  /** A condition is true, or false. */
  | { readonly condition: Condition; readonly holds: boolean; readonly from: Scope };

/** The limits of a search. */
export interface Search {
  /** The number of decisions that may still be made. */
  left: number;
  /** The reason why something was given up that may have a solution all the same. */
  gaveUp?: string;
  readonly nearMisses: boolean;
}

const MOST_DECISIONS = 2_000;

/** A search that has not begun: each is used for one call of {@link solutions}. */
export const newSearch = (nearMisses = false): Search => ({
  left: MOST_DECISIONS,
  nearMisses,
});
