import { inputPathNames } from "../workflow/paths.ts";
import { comparisonsOf } from "../workflow/steps/readings.ts";
import type { Comparison, Workflow } from "../workflow/workflow.ts";
import { toldApart } from "./values-told-apart.ts";

/** An input that has something else as the value that work is grouped by. */
export function inGroup(input: unknown, groupBy: string, group: unknown): object {
  const grouped = structuredClone(input) as Record<string, unknown>;
  const names = inputPathNames(groupBy);
  const last = names.pop();
  const holder = names.reduce((outer, name) => outer[name] as Record<string, unknown>, grouped);
  if (last !== undefined) holder[last] = group;
  return grouped;
}

/** Returns the comparisons of conditions with the value that work is grouped by. */
export function groupComparisons(workflow: Pick<Workflow, "steps">, groupBy: string): Comparison[] {
  return comparisonsOf(workflow).filter(({ path }) => path === groupBy);
}

/** Returns whether no condition tells one of these groups from another. */
export function areAlike(comparisons: readonly Comparison[], groups: readonly string[]): boolean {
  return toldApart(groups, comparisons).length < 2;
}
