import { waysInWords } from "../../forms/choice.ts";
import { formOf } from "../../forms/registry.ts";
import { decides } from "../../forms/traits.ts";
import { markdown } from "../../quote.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";
import { fold } from "../fold.ts";

/** Returns lines of a list in Markdown about the steps that are no functions. */
export function formLines(workflow: WorkflowWithTransport): string[] {
  return allSteps(workflow).flatMap((step) => {
    const text = formOf(step).sentence?.(step);
    if (text === undefined) return [];
    const about = step.description === undefined ? "" : ` ${markdown(step.description)}`;
    const item = fold(`- \`${step.name}\` ${text}.${about}`);
    if (item.length === 1 || !decides(step)) return item;
    return [
      ...fold(`- \`${step.name}\` continues with one of these${about === "" ? ":" : `.${about}`}`),
      ...waysInWords(step).flatMap((way) => fold(`  - ${way}`)),
    ];
  });
}
