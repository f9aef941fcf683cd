import { taskSteps } from "../../workflow/steps/traversal.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { plainOptions, rateOf } from "../designs/assumptions.ts";
import { factsOf } from "../designs/facts.ts";
import { oneFunctionDesign } from "../designs/synchronous.ts";
import { transportDesigns } from "../designs/transport-designs.ts";
import type { DesignId } from "../explanation.ts";

/** Holds USD per million runs of what can be recommended; what cannot be built is left out. */
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
  const designs = [
    ["one-function", "", oneFunctionDesign(facts)] as const,
    ...transportDesigns(facts),
  ];
  return {
    usd: new Map(
      designs.flatMap(([id, , worked]) =>
        "figures" in worked ? [[id, worked.figures.cost.total]] : [],
      ),
    ),
    isRateKnown: rateOf(workflow, {}).from !== "assumed",
  };
}
