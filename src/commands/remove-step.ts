import { removeStep } from "../workflow/change-steps.ts";
import { Cancelled } from "./cancellation.ts";
import { changeProject } from "./change-project.ts";
import type { Context } from "./context.ts";
import type { Options } from "./invocation.ts";
import { needsStepName } from "./needs-step-name.ts";
import type { Outcome } from "./outcome.ts";

/**
 * `unchain remove step <name>`: takes a step out of `workflow.yaml`, and makes the project what that
 * says. What the user wrote stays.
 */
export const removeStepFromProject = (
  name: string | undefined,
  options: Options,
  outer: Context,
): Promise<Outcome> =>
  changeProject(
    async (text, context) => removeStep(text, name ?? (await chooseStep(text, context))),
    options,
    outer,
  );

async function chooseStep(text: string, context: Context): Promise<string> {
  if (!context.interactive) throw needsStepName(text, context, (name) => ["remove", "step", name]);
  const [{ askStepToRemove }, { atTerminal }] = await Promise.all([
    import("../prompts/change-questions.ts"),
    import("../prompts/terminal.ts"),
  ]);
  const name = await atTerminal(context.signal, (ask) => askStepToRemove(ask, text));
  if (name === undefined) throw new Cancelled("No step is to be taken out");
  return name;
}
