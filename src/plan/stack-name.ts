import type { WorkflowWithTransport } from "../workflow/workflow.ts";

/** The longest suffix that the name of a stack may have behind that of the workflow. */
const STACK_SUFFIX = "-staging";

/** Returns the longest name of a stack that is reckoned with. */
export function stackName({ name }: WorkflowWithTransport): string {
  return name + STACK_SUFFIX;
}
