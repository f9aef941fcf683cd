import type { ChangeOptions } from "../../cli/arguments/invocation.ts";
import type { Context } from "../../cli/context.ts";
import { openProject } from "./open-project.ts";
import { settleWorkflow } from "./plan-change.ts";

/** Returns the text of the `workflow.yaml` that a change is about. */
export async function workflowToChange(options: ChangeOptions, context: Context): Promise<string> {
  const project = await openProject(context, { isReadOnly: options.dryRun });
  return settleWorkflow(project.workflowText, project, context.info).text;
}
