import { descriptions } from "../../targets/descriptions.ts";
import type { Workflow } from "../../workflow/workflow.ts";

/**
 * Returns what is left to do until a project is a part of an app: the lines to add to it.
 *
 * @param folder where the project is, from that app
 */
export function partNotes(
  { name, infrastructure, as }: Pick<Workflow, "name" | "infrastructure" | "as">,
  folder: string,
): string[] {
  const { part } = descriptions[infrastructure];
  if (as === undefined || part === undefined) return [];
  return [
    `add it to your ${part.of}, with the path from the file that you write this into:`,
    ...part.linesToAdd(name, folder).map((line) => `  ${line}`),
    part.needs,
  ];
}
