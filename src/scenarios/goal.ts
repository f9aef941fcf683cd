import type { ChoiceStep, MapStep } from "../workflow/workflow.ts";
import type { PlannedFault } from "./failure-scenarios.ts";
import type { solutions } from "./solution.ts";
import type { Value } from "./values-told-apart.ts";

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
  | { readonly reached: object }
  /**
   * A branch of a choice is taken, by number; -1: none. With `first`, the conditions from that branch on say so,
   * whatever is around the choice.
   */
  | { readonly choice: ChoiceStep; readonly branch: number; readonly first?: number }
  /** A map has so many items, at least. */
  | { readonly sized: MapStep; readonly items: number };

/** A search that has not begun: each is used for one call of {@link solutions}. */
export interface Search {
  /** The reason why there may be a solution although none was found. */
  gaveUp?: string;
  /** Has values come first that only just do not fit. */
  readonly nearMisses: boolean;
}
