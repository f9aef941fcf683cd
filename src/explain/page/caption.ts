import { formsIn } from "../../workflow/steps/traversal.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { ASSUMED } from "../designs/assumptions.ts";
import type { Assumption, Explanation } from "../explanation.ts";
import { formatNumber, formatSeconds } from "../prices/usd.ts";

/** Returns what one has to know to read the time lines of a workflow, in lines of a picture. */
export function captionOf(
  workflow: Workflow,
  { steps, items }: Pick<Explanation, "steps" | "items">,
): string[] {
  return [
    durations(steps),
    ...formsIn(workflow).flatMap(({ explained }) => explained?.drawn?.(itemsOf(items)) ?? []),
  ];
}

function itemsOf({ value, from }: Assumption = { value: ASSUMED.items, from: "assumed" }): string {
  return `${formatNumber(value)} items${from === "flag" ? "" : ", by assumption"}`;
}

function durations(steps: Explanation["steps"]): string {
  const assumed = steps.filter(({ seconds }) => seconds.from === "assumed").length;
  const each = formatSeconds(ASSUMED.seconds);
  if (assumed === 0) return "Each step takes as long as is expected of it.";
  return assumed === steps.length
    ? `It is assumed that each step takes ${each}: “expected” in workflow.yaml says otherwise.`
    : `Steps of which workflow.yaml expects no duration are assumed to take ${each}.`;
}
