import type { Message } from "../../messages/message.ts";
import { descriptions } from "../../targets/descriptions.ts";
import type { Workflow } from "../../workflow/workflow.ts";

/** The name of the stack in a shell: that of the variable `stack` of the README, else what a deployment without a stage makes. */
export const stackInShell = (workflow: string): string => `\${stack:-${workflow}}`;

/** Adds to a note with commands for a shell how they are about the stack of a stage, or about a part of an app. */
export function forEveryStage(
  note: Message,
  { name, infrastructure, as }: Pick<Workflow, "name" | "infrastructure" | "as">,
): Message {
  if (!note.suggestion?.includes(stackInShell(name))) return note;
  const prefix = as && descriptions[infrastructure].part?.prefix(name);
  const first =
    prefix === undefined || prefix === name
      ? `For a stage, first run: export stack=${name}-<stage>`
      : `Before these commands, run: export stack=${prefix}`;
  return { ...note, suggestion: `${note.suggestion}\n${first}` };
}
