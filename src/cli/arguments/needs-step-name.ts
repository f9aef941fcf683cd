import { needsInput, type Stop } from "../../commands/outcome/outcome.ts";
import { stepsIn } from "../../workflow/text/edit/step-lists.ts";
import { documentOf } from "../../workflow/text/workflow-text.ts";
import type { Context } from "../context.ts";
import { whyNobodyIsAsked } from "../interactivity.ts";
import { ownCommand } from "../own-command.ts";

/** Returns a name for a step that nothing in the text of a workflow has. */
export const exampleName = (text: string): string =>
  ["send-parcel", "tell-customer", "tidy-up"].find((name) => !text.includes(name)) ??
  "one-more-step";

/**
 * Says that a command needs the name of a step, with an example.
 *
 * @param command the words of the command for a step
 */
export function needsStepName(
  text: string,
  context: Context,
  command: (name: string) => readonly string[],
  flags: readonly string[] = [],
): Stop {
  const names = stepsIn(documentOf(text)).map((step) => step.name);
  const example = ownCommand(context, command(names.at(-1) ?? ""), flags);
  const message = `The command names no step, and ${whyNobodyIsAsked(context)}. The steps are: ${names.join(", ")}.`;
  return needsInput(message, `Name one:  ${example}`, [example]);
}
