import { keyOf } from "../workflow/idempotency.ts";
import { tasksOf } from "../workflow/names.ts";
import { inputPathNames, parseStatePath, statePathParts } from "../workflow/paths.ts";
import { allSteps } from "../workflow/steps/traversal.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { lookedAt } from "./scenario.ts";

/** Returns the properties of the input that the workflow reads: by conditions, maps, keys and groups. */
export function inputReads(workflow: Workflow): string[] {
  const { queue } = workflow;
  const lists = allSteps(workflow).flatMap((step) => {
    const path = step.form === "map" ? parseStatePath(step.items) : undefined;
    return path?.root === "input" ? [path.segments[0]] : [];
  });
  const keys = tasksOf(workflow).flatMap((task) => {
    const [root, name] = statePathParts(keyOf(task)?.key ?? "");
    return root === "input" ? [name] : [];
  });
  const names = [
    ...lookedAt(workflow).map(([name]) => name),
    ...lists,
    ...keys,
    ...(queue ? inputPathNames(queue.groupBy).slice(0, 1) : []),
  ];
  return [...new Set(names)].filter((name) => typeof name === "string");
}
