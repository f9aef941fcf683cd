import { type Finding, headOf, labelOf } from "../../findings/finding.ts";
import type { Name } from "../names-of.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["COMPENSATION_IS_STEP", "FALLBACK_IS_STEP", "DUPLICATE_NAME"],
  check({ workflow, names }) {
    const chain = new Set(names.filter(({ role }) => role === "step").map(({ name }) => name));
    const taken = new Map<string, Name>();
    const findings: Finding[] = [];
    for (const place of names) {
      const { name } = place;
      if (name === "") continue;
      const at = [...place.at, "name"];
      const label = () => headOf(workflow, at);
      const owner = taken.get(name);
      if (place.role !== "step" && chain.has(name)) {
        findings.push({
          code: place.role === "compensation" ? "COMPENSATION_IS_STEP" : "FALLBACK_IS_STEP",
          message: `${label()} is also a step of the workflow, so it would run in both places.`,
          suggestion: `Give the ${place.role} another name; both may call the same code.`,
          at,
        });
      } else if (owner && (place.role !== "step" || owner.role === "step")) {
        findings.push({
          code: "DUPLICATE_NAME",
          message:
            place.role === "step" && place.at.length === 2 && owner.at.length === 2
              ? `${label()}: steps ${Number(owner.at[1]) + 1} and ${Number(place.at[1]) + 1} have the same name.`
              : `${label()}: the name is already used by ${labelOf(workflow, [...owner.at, "name"])}.`,
          suggestion: "Give each a different name; both may call the same code.",
          at,
        });
      }
      if (!owner || (owner.role !== "step" && place.role === "step")) taken.set(name, place);
    }
    return findings;
  },
};

export const page: RulePage = {
  title: "Each step has a unique name",
  text: "Names identify steps, fallbacks and compensations. Two steps may share a compensation. A compensation or fallback that is also a step of the workflow would run in both places.",
  valid: [
    `
name: shop
steps:
  - name: create-order
    compensation: cancel-order
  - name: charge-card
    onFailure: compensate
`,
  ],
  invalid: [
    {
      codes: ["DUPLICATE_NAME"],
      yaml: `
name: shop
steps:
  - name: create-order
  - name: create-order
`,
    },
    {
      codes: ["COMPENSATION_IS_STEP"],
      yaml: `
name: shop
steps:
  - name: create-order
    onFailure: compensate
    compensation: charge-card
  - name: charge-card
`,
    },
    {
      codes: ["FALLBACK_IS_STEP"],
      yaml: `
name: shop
steps:
  - name: create-order
    onFailure: fallback
    fallback: charge-card
  - name: charge-card
`,
    },
  ],
};
