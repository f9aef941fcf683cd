import type { Options } from "../cli/arguments/invocation.ts";
import { exampleName, needsStepName } from "../cli/arguments/needs-step-name.ts";
import type { Context } from "../cli/context.ts";
import { renameStep } from "../workflow/text/edit/edit-step.ts";
import { changeProject, type WorkflowEdit } from "./change/change-project.ts";
import { workflowToChange } from "./change/workflow-to-change.ts";
import type { Outcome } from "./outcome/outcome.ts";

/** The old and the new name of a step, as far as they are known. */
interface Names {
  readonly argument?: string;
  readonly newName?: string;
}

/** `unchain rename step [name] [new name]`: gives a step another name, and takes its code along. */
export const renameStepOfProject = (
  names: Names,
  options: Options,
  outer: Context,
): Promise<Outcome> =>
  applyRename((text, context) => namesOf(names, text, context), options, outer);

/** Renames a step whose names are known once the text of `workflow.yaml` is. */
export const applyRename = (
  namesIn: (text: string, context: Context) => Promise<readonly [string, string]>,
  options: Options,
  outer: Context,
): Promise<Outcome> =>
  changeProject(
    async (text, context): Promise<WorkflowEdit> => {
      const [from, to] = await namesIn(text, context);
      return { ...renameStep(text, from, to), rename: { from, to } };
    },
    options,
    outer,
  );

/** Asks at the terminal which step of the project gets which name that the working directory is in. */
export async function askForRename(
  options: Options,
  outer: Context,
): Promise<readonly [string, string]> {
  const { text, context } = await workflowToChange(options, outer);
  return askNames(undefined, text, context);
}

async function namesOf(
  { argument, newName }: Names,
  text: string,
  context: Context,
): Promise<readonly [string, string]> {
  if (argument !== undefined && newName !== undefined) return [argument, newName];
  if (context.interactive) return askNames(argument, text, context);
  throw needsStepName(text, context, (name) => [
    "rename",
    "step",
    argument ?? name,
    exampleName(text),
  ]);
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
