import { keyOf } from "../workflow/idempotency.ts";
import { tasksOf } from "../workflow/names.ts";
import { statePathParts } from "../workflow/paths.ts";
import { comparisonsOf, listsIn } from "../workflow/steps/readings.ts";
import type { Workflow } from "../workflow/workflow.ts";

/** Returns the properties of the input that the workflow reads: by conditions, maps, keys and groups. */
export function inputReads(workflow: Workflow): string[] {
  const { queue } = workflow;
  const paths = [
    ...[...comparisonsOf(workflow), ...listsIn(workflow)].map(({ path }) => path),
    ...tasksOf(workflow).flatMap((task) => keyOf(task)?.key ?? []),
    ...(queue ? [queue.groupBy] : []),
  ];
  const names = paths.flatMap((path) => {
    const [root, name] = statePathParts(path);
    return root === "input" ? [name] : [];
  });
  return [...new Set(names)].filter((name) => typeof name === "string");
}
