import { allSteps } from "../../workflow/steps/traversal.ts";
import type { Step, Workflow } from "../../workflow/workflow.ts";
import { ASSUMED } from "../designs/assumptions.ts";
import type { Explanation } from "../explanation.ts";
import { formatNumber, formatSeconds } from "../prices/usd.ts";

/** Returns what one has to know to read the time lines of a workflow, in lines of a picture. */
export function captionOf(
  workflow: Workflow,
  { steps, items }: Pick<Explanation, "steps" | "items">,
): string[] {
  const forms = new Set(allSteps(workflow).map(({ form }) => form));
  const about = (form: Step["form"], text: string) => (forms.has(form) ? [text] : []);
  return [
    durations(steps),
    ...about("choice", "Of each choice the branch is shown that computes the most."),
    ...about(
      "map",
      `Each map has ${formatNumber(items?.value ?? ASSUMED.items)} items${
        items?.from === "flag" ? "" : ", by assumption"
      }; the first one is shown.`,
    ),
    ...about("approval", "An approval counts as answered at once."),
  ];
}

function durations(steps: Explanation["steps"]): string {
  const assumed = steps.filter(({ seconds }) => seconds.from === "assumed").length;
  const each = formatSeconds(ASSUMED.seconds);
  if (assumed === 0) return "Each step takes as long as is expected of it.";
  return assumed === steps.length
    ? `It is assumed that each step takes ${each}: “expected” in workflow.yaml says otherwise.`
    : `Steps of which workflow.yaml expects no duration are assumed to take ${each}.`;
}
