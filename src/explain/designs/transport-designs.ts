import { planProject } from "../../plan/plan.ts";
import { TRANSPORTS } from "../../transports/names.ts";
import { transportOf } from "../../transports/registry.ts";
import { transportLimits } from "../../workflow/rules/rules.ts";
import type { DesignId } from "../explanation.ts";
import type { Facts } from "./facts.ts";
import type { Worked } from "./synchronous.ts";

/** Works out the designs of every transport, or why they cannot do what the workflow says. */
export function transportDesigns(
  facts: Facts,
): (readonly [id: DesignId, title: string, worked: Worked])[] {
  return TRANSPORTS.flatMap((transport) => {
    const { workflow } = facts;
    const [limit] = transportLimits(workflow, transport);
    const plan = limit
      ? undefined
      : planProject({ ...workflow, transport }, { packageManager: "npm" });
    return transportOf({ transport }).designs.map(({ id, title, whyNot, figures }) => {
      const cannot = whyNot?.(facts) ?? limit?.message ?? "";
      return [id, title, plan && !cannot ? { figures: figures(facts, plan) } : { cannot }] as const;
    });
  });
}
