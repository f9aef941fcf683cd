import { readsOf } from "../forms/traits.ts";
import { mapsAround } from "../semantics/placement.ts";
import { pathTarget } from "../semantics/reference.ts";
import { keyOf } from "../workflow/idempotency.ts";
import { tasksOf } from "../workflow/names.ts";
import { parseStatePath, statePathParts } from "../workflow/paths.ts";
import { perWorkflow } from "../workflow/per-workflow.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { Comparison, Workflow } from "../workflow/workflow.ts";

/** A part of the result of a step that the workflow reads where none of the user's code runs. */
export interface ResultReading {
  /** The names and positions that lead to it from the result. */
  readonly segments: readonly (string | number)[];
  /** The step that it is read for. */
  readonly reader: string;
  /** A list whose items a map runs for, the value of an idempotency key, or what a choice looks at. */
  readonly as: "items" | "key" | Comparison;
}

/**
 * Returns what the workflow reads of the result that is kept under `key`, in the order of definition.
 */
export function resultReadings(workflow: Workflow, key: string): readonly ResultReading[] {
  return readingsByKey(workflow).get(key) ?? [];
}

const readingsByKey = perWorkflow((steps) => {
  const workflow = steps as Workflow;
  const byKey = new Map<string, ResultReading[]>();
  const note = (path: readonly (string | number)[], reader: string, as: ResultReading["as"]) => {
    const [key, ...segments] = path;
    if (segments.length === 0) return;
    byKey.set(String(key), [...(byKey.get(String(key)) ?? []), { segments, reader, as }]);
  };
  for (const step of allSteps(workflow)) {
    const from = { maps: mapsAround(workflow, step), items: new Map() };
    for (const { path, comparison } of readsOf(step)) {
      const reference = pathTarget(workflow, path, from);
      const parsed = reference.kind === "value" && parseStatePath(ofFirstItems(reference.path));
      if (parsed && parsed.root === "results") {
        note(parsed.segments, step.name, comparison ?? "items");
      }
    }
  }
  for (const task of tasksOf(workflow)) {
    const [root, ...path] = statePathParts(keyOf(task)?.key ?? "");
    if (root === "results") note(path, task.name, "key");
  }
  return byKey;
});

/** Returns the path in the first item of what is read of every item. */
function ofFirstItems(path: string): string {
  return path.replaceAll(/\[\*[\w-]+\]/g, "[0]");
}
