import { documentOf, removeStep } from "../workflow/change-steps.ts";
import { stepsIn } from "../workflow/step-lists.ts";
import type { Options } from "./arguments.ts";
import { Cancelled } from "./cancellation.ts";
import { changeProject } from "./change-project.ts";
import type { Context } from "./context.ts";
import { failure, type Outcome, Stop } from "./outcome.ts";
import { ownCommand } from "./own-command.ts";

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
  if (!context.interactive) throw needsInput(text, context);
  const [{ askStepToRemove }, { askAtTerminal }] = await Promise.all([
    import("../prompts/change-questions.ts"),
    import("../prompts/terminal.ts"),
  ]);
  const name = await askStepToRemove(askAtTerminal(context.signal), text);
  if (name === undefined) throw new Cancelled("No step is to be taken out");
  return name;
}

function needsInput(text: string, context: Context): Stop {
  const names = stepsIn(documentOf(text)).map((step) => step.name);
  const command = ownCommand(context, ["remove", "step", names.at(-1) ?? ""], []);
  const problem = {
    code: "NEEDS_INPUT",
    message: `No step is named, and there is no terminal to ask at. The steps are: ${names.join(", ")}.`,
    suggestion: `Name one:  ${command}`,
  };
  return new Stop(failure("needs-input", 3, [problem], { next: [command] }));
}
