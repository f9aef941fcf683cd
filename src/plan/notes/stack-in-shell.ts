import { descriptions } from "../../targets/descriptions.ts";
import type { Workflow } from "../../workflow/workflow.ts";

/** The name of the stack in a shell: that of the variable `stack` of the README, else what a deployment without a stage makes. */
export const stackInShell = (workflow: string): string => `\${stack:-${workflow}}`;

/** Returns lines with commands for a shell, and behind them how they are about the stack of a stage, or about a part of an app. */
export function inShell(
  { workflow: { name, infrastructure, as } }: { readonly workflow: Workflow },
  ...lines: readonly string[]
): string {
  const prefix = as && descriptions[infrastructure].part?.prefix(name);
  const first =
    prefix === undefined || prefix === name
      ? `For a stage, first run: export stack=${name}-<stage>`
      : `Before these commands, run: export stack=${prefix}`;
  return [...lines, first].join("\n");
}
