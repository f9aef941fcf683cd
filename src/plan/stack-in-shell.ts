import type { Note } from "./note.ts";

/** The name of the stack in a shell: that of the variable `stack` of the README, else what a deployment without a stage makes. */
export const stackInShell = (workflow: string): string => `\${stack:-${workflow}}`;

/** Adds to a note with commands for a shell how they are about the stack of a stage. */
export function forEveryStage(note: Note, workflow: string): Note {
  if (!note.suggestion?.includes(stackInShell(workflow))) return note;
  const stage = `For a stage, first: export stack=${workflow}-<stage>`;
  return { ...note, suggestion: `${note.suggestion}\n${stage}` };
}
