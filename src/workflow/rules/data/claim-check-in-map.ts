import { repeats } from "../../../forms/traits.ts";
import { type Finding, isWithin, labelOf, quote, sentence } from "../../findings/finding.ts";
import { locationsOf } from "../../steps/locations.ts";
import { placedSteps } from "../../steps/traversal.ts";
import type { Workflow } from "../../workflow.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["CLAIM_CHECK_IN_MAP"],
  check: ({ workflow }) => mapFindings(workflow),
};

function mapFindings(workflow: Workflow): Finding[] {
  const maps = placedSteps(workflow).filter(({ step }) => repeats(step));
  return locationsOf(workflow).flatMap(({ task, at }) => {
    const map = maps.find((outer) => isWithin(at, [...outer.at, "map"]));
    if (!task.claimCheck || !map) return [];
    return [
      {
        code: "CLAIM_CHECK_IN_MAP",
        message: `${sentence(labelOf(workflow, [...at, "name"]))}: it runs for each item of ${quote(map.step.name)}, and a claim check is for one result of a step.`,
        suggestion:
          "Keep what is large where the step can find it again, and return a reference to it.",
        at: [...at, "claimCheck"],
        onKey: true,
      },
    ];
  });
}

export const page: RulePage = {
  title: "A step in a map has no claim check",
  text: "A result is kept in S3 by workflow and step: there is room for one, not for one of each item.",
  valid: [
    `
name: shop
transport: state-machine
steps:
  - name: each-page
    map:
      items: input.pages
      steps: [{ name: print-page }]
`,
  ],
  invalid: [
    {
      codes: ["CLAIM_CHECK_IN_MAP"],
      yaml: `
name: shop
transport: state-machine
steps:
  - name: each-page
    map:
      items: input.pages
      steps: [{ name: print-page, claimCheck: true }]
`,
    },
  ],
};
