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
  const steps = ` The steps are: ${names.join(", ")}.`;
  return needsFlags(
    context,
    "The command names no step",
    command(names.at(-1) ?? ""),
    flags,
    steps,
  );
}

/**
 * Says that a command lacks something that nobody can be asked for, with a command that has it.
 *
 * @param lack a sentence without its end; `more` follows the sentence
 */
export function needsFlags(
  context: Context,
  lack: string,
  words: readonly string[],
  flags: readonly string[] = [],
  more = "",
): Stop {
  const example = ownCommand(context, words, flags);
  const message = `${lack}, and ${whyNobodyIsAsked(context)}.${more}`;
  return needsInput(message, `For example:  ${example}`, [example]);
}
