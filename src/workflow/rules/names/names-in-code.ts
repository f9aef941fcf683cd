import { type Finding, headOf, labelOf, quote } from "../../findings/finding.ts";
import { camelCase } from "../../letter-case.ts";
import type { Location } from "../../steps/locations.ts";
import { triggerFunctions } from "../../trigger.ts";
import type { Workflow } from "../../workflow.ts";
import type { Name } from "../names-of.ts";
import type { Rule, RulePage } from "../rule.ts";

export const rule: Rule = {
  codes: ["NAME_COLLISION"],
  check: ({ workflow, names, places }) => [
    ...collidingNames(workflow, names),
    ...triggerNames(workflow, places),
  ],
};

/**
 * The suffixes of what is generated next to a task: a step of such a name would have the same files or resources.
 */
const DERIVED_NAMES = ["failure", "dlq", "dead-letter"];

function collidingNames(workflow: Workflow, names: readonly Name[]): Finding[] {
  const byIdentifier = new Map<string, Name>();
  const byDerivedName = new Map<string, Name>();
  for (const place of names) {
    const { name } = place;
    if (name === "") continue;
    if (!byIdentifier.has(camelCase(name))) byIdentifier.set(camelCase(name), place);
    for (const suffix of DERIVED_NAMES) byDerivedName.set(camelCase(`${name}-${suffix}`), place);
  }
  return names.flatMap((place) => {
    const { name } = place;
    const at = [...place.at, "name"];
    const identifier = camelCase(name);
    const first = byIdentifier.get(identifier);
    const base = byDerivedName.get(identifier);
    const findings: Finding[] = [];
    if (first && first.name !== name) {
      findings.push({
        code: "NAME_COLLISION",
        message: `${headOf(workflow, at)}: its name in code is ${identifier}, the same as that of ${labelOf(workflow, [...first.at, "name"])}.`,
        suggestion: "Choose names that differ in more than hyphens before digits.",
        at,
      });
    }
    if (base) {
      findings.push({
        code: "NAME_COLLISION",
        message: `${headOf(workflow, at)}: Unchain needs this name for the generated parts of ${labelOf(workflow, [...base.at, "name"])}.`,
        suggestion: `Choose a name that is not ${quote(base.name)} and one of ${DERIVED_NAMES.map((suffix) => `"-${suffix}"`).join(", ")}.`,
        at,
      });
    }
    return findings;
  });
}

/** The functions of the trigger stand beside those of the steps. */
function triggerNames(workflow: Workflow, places: readonly Location[]): Finding[] {
  const taken = triggerFunctions(workflow);
  return places
    .filter(({ task }) => taken.includes(task.name))
    .map(({ task, at }) => ({
      code: "NAME_COLLISION",
      message: `${headOf(workflow, [...at, "name"])}: Unchain needs this name for the function of the trigger.`,
      suggestion: `Add a word, e.g. ${quote(`${task.name}-step`)}.`,
      at: [...at, "name"],
    }));
}

export const page: RulePage = {
  title: "Names are unique in code",
  text: "In code, `create-order` becomes `createOrder`. Names must be unique in that form too. They must not equal names that Unchain generates for a step (with `-failure`, `-dlq`, `-dead-letter`) or for the trigger (`start`).",
  valid: [
    `
name: shop
steps:
  - name: create-order
  - name: charge-card
`,
  ],
  invalid: [
    {
      codes: ["NAME_COLLISION"],
      yaml: `
name: shop
steps:
  - name: step-1
  - name: step1
`,
    },
    {
      codes: ["NAME_COLLISION"],
      yaml: `
name: shop
steps:
  - name: charge-card
  - name: charge-card-dlq
`,
    },
    {
      codes: ["NAME_COLLISION"],
      yaml: `
name: shop
trigger: { api: POST /orders }
steps:
  - name: start
`,
    },
  ],
};
