import { taskSteps } from "../../workflow/steps/traversal.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { plainOptions, rateOf } from "../designs/assumptions.ts";
import { queueDesign, standardDesign } from "../designs/decoupled.ts";
import { factsOf } from "../designs/facts.ts";
import { oneFunctionDesign, type Worked } from "../designs/synchronous.ts";

/** Holds USD per million runs of what can be recommended; what cannot be built is left out. */
export interface KnownCosts {
  readonly queue?: number;
  readonly standard?: number;
  readonly oneFunction?: number;
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
  const facts = factsOf(workflow, plainOptions(), "queue");
  const cost = (worked: Worked) => ("figures" in worked ? worked.figures.cost.total : undefined);
  const [queue, standard, oneFunction] = [queueDesign, standardDesign, oneFunctionDesign].map(
    (design) => cost(design(facts)),
  );
  return {
    ...(queue !== undefined && { queue }),
    ...(standard !== undefined && { standard }),
    ...(oneFunction !== undefined && { oneFunction }),
    isRateKnown: rateOf(workflow, {}).from !== "assumed",
  };
}
