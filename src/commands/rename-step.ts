import type { Call, ChangeOptions } from "../cli/arguments/invocation.ts";
import { exampleName, needsFlags, needsStepName } from "../cli/arguments/needs-step-name.ts";
import type { Context } from "../cli/context.ts";
import { quote } from "../workflow/findings/finding.ts";
import { renameStep } from "../workflow/text/edit/edit-step.ts";
import { changeProject, type WorkflowEdit } from "./change/change-project.ts";
import { workflowToChange } from "./change/workflow-to-change.ts";
import type { Outcome } from "./outcome/outcome.ts";

/** `unchain rename step [name] [new name]`: gives a step another name, and takes its code along. */
export function renameStepOfProject(
  { words, options }: Call<"rename step">,
  context: Context,
): Promise<Outcome> {
  return applyRename((text) => namesOf(words, text, context), options, context);
}

/** Renames a step whose names are known once the text of `workflow.yaml` is. */
export const applyRename = (
  namesIn: (text: string) => Promise<readonly [string, string]>,
  options: ChangeOptions,
  context: Context,
): Promise<Outcome> =>
  changeProject(
    async (text): Promise<WorkflowEdit> => {
      const [from, to] = await namesIn(text);
      return { ...renameStep(text, from, to), rename: { from, to } };
    },
    options,
    context,
  );

/** Asks at the terminal which step of the project gets which name that the working directory is in. */
export async function askForRename(
  options: ChangeOptions,
  context: Context,
): Promise<readonly [string, string]> {
  const text = await workflowToChange(options, context);
  return askNames(undefined, text, context);
}

async function namesOf(
  [name, newName]: Call<"rename step">["words"],
  text: string,
  context: Context,
): Promise<readonly [string, string]> {
  if (name !== undefined && newName !== undefined) return [name, newName];
  if (context.interactive) return askNames(name, text, context);
  const command = (from: string) => ["rename", "step", from, exampleName(text)];
  if (name === undefined) throw needsStepName(text, context, command);
  throw needsFlags(context, `The command has no new name for ${quote(name)}`, command(name));
}

async function askNames(
  name: string | undefined,
  text: string,
  { signal }: Context,
): Promise<readonly [string, string]> {
  const [{ askRename }, { atTerminal }] = await Promise.all([
    import("../prompts/edit-questions.ts"),
    import("../prompts/terminal/terminal.ts"),
  ]);
  return atTerminal(signal, (ask) => askRename(ask, text, name));
}
