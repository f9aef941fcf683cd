import { planProject } from "../../plan/plan.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { transportOf } from "../../transports/registry.ts";
import { transportLimits } from "../../workflow/rules/rules.ts";
import type { Design } from "../explanation.ts";
import type { Facts } from "./facts.ts";
import { nestedDesign, oneFunctionDesign, type Worked } from "./synchronous.ts";

/** A design of which it is left open whether the workflow is built as it. */
type WorkedDesign = Pick<Design, "id" | "title"> & Worked;

/** Works out every design, or why it cannot do what the workflow says. */
export const workedDesigns = (facts: Facts): WorkedDesign[] => [
  { id: "nested", title: "Nested chain", ...nestedDesign(facts) },
  { id: "one-function", title: "One function", ...oneFunctionDesign(facts) },
  ...transportDesigns(facts),
];

function transportDesigns(facts: Facts): WorkedDesign[] {
  return TRANSPORTS.flatMap((transport) => {
    const { workflow } = facts;
    const [limit] = transportLimits(workflow, transport);
    const plan = limit
      ? undefined
      : planProject({ ...workflow, transport }, { packageManager: "npm" });
    return transportOf({ transport }).designs.map(({ id, title, whyNot, figures }) => {
      const cannot = whyNot?.(facts) ?? limit?.message ?? "";
      return { id, title, ...(plan && !cannot ? { figures: figures(facts, plan) } : { cannot }) };
    });
  });
}
