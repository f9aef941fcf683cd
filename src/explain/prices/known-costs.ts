import { taskSteps } from "../../workflow/steps/traversal.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { plainOptions, rateOf } from "../designs/assumptions.ts";
import { factsOf } from "../designs/facts.ts";
import { workedDesigns } from "../designs/transport-designs.ts";
import type { DesignId } from "../explanation.ts";

/** Holds USD per million runs of each design; what cannot be built is left out. */
export interface KnownCosts {
  readonly usd: ReadonlyMap<DesignId, number>;
  /** The workflow says how often it runs, which decides what idle queues cost. */
  readonly isRateKnown: boolean;
}

/**
 * Returns what a workflow costs by what it says of itself, in the default region.
 *
 * @returns `undefined` where it does not say how long every step takes
 */
export function knownCosts(workflow: Workflow): KnownCosts | undefined {
  if (taskSteps(workflow).some(({ expected }) => expected?.durationMs === undefined)) {
    return undefined;
  }
  const facts = factsOf(workflow, plainOptions());
  return {
    usd: new Map(
      workedDesigns(facts).flatMap((one) =>
        "figures" in one ? [[one.id, one.figures.cost.total]] : [],
      ),
    ),
    isRateKnown: rateOf(workflow, {}).from !== "assumed",
  };
}
