import type { Path } from "../findings/finding.ts";
import type { Comparison, Condition } from "../workflow.ts";

/** A comparison, and where `workflow.yaml` says it. */
export interface PlacedComparison {
  readonly comparison: Comparison;
  readonly at: Path;
}

/** The comparisons that a condition is made of, in the order of definition. */
export function comparisonsIn(condition: Condition, at: Path = []): PlacedComparison[] {
  if ("all" in condition) {
    return condition.all.flatMap((one, index) => comparisonsIn(one, [...at, "all", index]));
  }
  if ("any" in condition) {
    return condition.any.flatMap((one, index) => comparisonsIn(one, [...at, "any", index]));
  }
  if ("not" in condition) return comparisonsIn(condition.not, [...at, "not"]);
  return [{ comparison: condition, at }];
}
