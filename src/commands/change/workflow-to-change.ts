import type { Options } from "../../cli/arguments/invocation.ts";
import type { Context } from "../../cli/context.ts";
import { contextIn } from "../../cli/working-directory.ts";
import { openProject } from "./open-project.ts";
import { settleWorkflow } from "./plan-change.ts";

/** Returns the text of the `workflow.yaml` that a change is about, and the context of its project. */
export async function workflowToChange(
  options: Options,
  outer: Context,
): Promise<{ readonly text: string; readonly context: Context }> {
  const context = contextIn(outer, options.cwd);
  const project = await openProject(context, { isReadOnly: options.dryRun });
  const { text } = settleWorkflow(project.workflowText, project, context.info);
  return { text, context };
}
