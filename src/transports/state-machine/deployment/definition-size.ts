import type { Deployment } from "../../../deployment/model.ts";
import { deployedText } from "../../../quotas/deployed-text.ts";
import type { Finding } from "../../../workflow/findings/finding.ts";
import type { StateMachinePlan } from "../plan.ts";

/** Bytes of a state machine's definition ("Step Functions quotas"). */
const MAX_DEFINITION_BYTES = 1_048_576;

/** Returns where the definition is more than Step Functions takes; empty where it fits. */
export function tooLargeDefinition(plan: StateMachinePlan, deployment: Deployment): Finding[] {
  const bytes = Buffer.byteLength(deployedDefinition(plan, deployment));
  if (bytes <= MAX_DEFINITION_BYTES) return [];
  return [
    {
      code: "DEFINITION_TOO_LARGE",
      message: `The state machine's definition has ${bytes} bytes; Step Functions allows ${MAX_DEFINITION_BYTES}.`,
      suggestion: "Split the workflow, and let the last step of each part start the next one.",
      at: ["steps"],
      onKey: true,
    },
  ];
}

/** Returns the definition as Step Functions gets it at its longest: indented, with the ARNs of versions. */
export function deployedDefinition(
  { definition, workflow }: StateMachinePlan,
  { stateMachines }: Deployment,
): string {
  const deployed = deployedText(workflow);
  const substitutions = new Map(Object.entries(stateMachines[0]?.substitutions ?? {}));
  return JSON.stringify(definition, null, 2).replaceAll(/\$\{(\w+)\}/g, (whole, variable) => {
    const reference = substitutions.get(variable);
    return reference === undefined ? whole : deployed(reference);
  });
}
