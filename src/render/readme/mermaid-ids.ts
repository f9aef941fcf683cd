import { hasFunction } from "../../forms/traits.ts";
import { tasksOf } from "../../workflow/names.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";

/** Returns the id of a node by the name of its step. */
export type Ids = (name: string) => string;

export function idsOf(workflow: WorkflowWithTransport): Ids {
  const forms = allSteps(workflow).filter((step) => !hasFunction(step));
  const ids = new Map([
    ...tasksOf(workflow).map(({ name }, index): [string, string] => [name, `step${index + 1}`]),
    ...forms.map(({ name, form }, index): [string, string] => [name, `${form}${index + 1}`]),
  ]);
  return (name) => ids.get(name) ?? name;
}
