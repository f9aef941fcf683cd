import type { Call } from "../cli/arguments/invocation.ts";
import { needsStepName } from "../cli/arguments/needs-step-name.ts";
import { Cancelled } from "../cli/cancellation.ts";
import type { Context } from "../cli/context.ts";
import { removeStep } from "../workflow/text/edit/change-steps.ts";
import { changeProject } from "./change/change-project.ts";
import type { Outcome } from "./outcome/outcome.ts";

/**
 * `unchain remove step <name>`: takes a step out of `workflow.yaml`, and makes the project what that
 * says. What the user wrote stays.
 */
export function removeStepFromProject(
  { words: [name], options }: Call<"remove step">,
  context: Context,
): Promise<Outcome> {
  return changeProject(
    async (text) => removeStep(text, name ?? (await chooseStep(text, context))),
    options,
    context,
  );
}

async function chooseStep(text: string, context: Context): Promise<string> {
  if (!context.interactive) throw needsStepName(text, context, (name) => ["remove", "step", name]);
  const [{ askStepToRemove }, { atTerminal }] = await Promise.all([
    import("../prompts/change-questions.ts"),
    import("../prompts/terminal/terminal.ts"),
  ]);
  const name = await atTerminal(context.signal, (ask) => askStepToRemove(ask, text));
  if (name === undefined) throw new Cancelled("No step is to be taken out");
  return name;
}
