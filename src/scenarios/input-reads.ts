import { keyOf } from "../workflow/idempotency.ts";
import { tasksOf } from "../workflow/names.ts";
import { inputPathNames, parseStatePath, statePathParts } from "../workflow/paths.ts";
import { listsIn } from "../workflow/steps/readings.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { lookedAt } from "./scenario.ts";

/** Returns the properties of the input that the workflow reads: by conditions, maps, keys and groups. */
export function inputReads(workflow: Workflow): string[] {
  const { queue } = workflow;
  const lists = listsIn(workflow).flatMap(({ path: list }) => {
    const path = parseStatePath(list);
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
