import { deploymentOf } from "../deployment/deployment.ts";
import { type Plan, planProject } from "../plan/plan.ts";
import { descriptions } from "../targets/descriptions.ts";
import type { TargetDescription } from "../targets/target.ts";
import { TRANSPORTS, type TransportName } from "../transports/names.ts";
import { transportOf } from "../transports/registry.ts";
import { DEFAULTS } from "../workflow/defaults.ts";
import type { Finding } from "../workflow/findings/finding.ts";
import { tasksOf } from "../workflow/names.ts";
import { transportLimits } from "../workflow/rules/rules.ts";
import type { WorkflowWithTransport } from "../workflow/workflow.ts";
import { functionLimitProblems } from "./function-limits.ts";

/** Returns the plan of a workflow, or why it is more than AWS takes. */
export function planWithinQuotas(
  workflow: WorkflowWithTransport,
  options: Parameters<typeof planProject>[1],
):
  | { readonly plan: Plan; readonly tooLarge: readonly [] }
  | { readonly plan?: undefined; readonly tooLarge: readonly Finding[] } {
  const tooMany = functionQuotaProblems(workflow);
  if (tooMany.length > 0) return { tooLarge: tooMany };
  const plan = planProject(workflow, options);
  const tooLarge = quotaProblems(plan);
  return tooLarge.length > 0 ? { tooLarge } : { plan, tooLarge: [] };
}

/**
 * Returns where the functions of a workflow alone are more than a stack holds, or than a role may have in its
 * policies. To be asked before the plan is made: that of thousands of steps takes minutes.
 */
export function functionQuotaProblems(workflow: WorkflowWithTransport): Finding[] {
  const target = descriptions[workflow.infrastructure];
  const count = fewestResources(target, workflow);
  return exceeds(count, target)
    ? [tooManyResources(`${count} resources or more`, workflow, target)]
    : transportOf(workflow).functionQuotaFindings(workflow);
}

/** Returns where a whole plan is more than AWS takes, although its functions alone are not; empty where it fits. */
export function quotaProblems(plan: Plan): Finding[] {
  const { workflow } = plan;
  const target = descriptions[workflow.infrastructure];
  const deployment = deploymentOf(plan);
  const count = target.limits.resources?.count(deployment) ?? 0;
  return [
    ...(exceeds(count, target) ? [tooManyResources(`${count} resources`, workflow, target)] : []),
    ...functionLimitProblems(workflow, deployment),
    ...transportOf(plan).quotaFindings(plan, deployment),
  ];
}

function exceeds(count: number, { limits }: TargetDescription): boolean {
  return count > (limits.resources?.most ?? Number.POSITIVE_INFINITY);
}

/** Returns the fewest resources with which as many functions are deployed: each adds the same to those of all. */
function fewestResources({ limits }: TargetDescription, workflow: WorkflowWithTransport): number {
  const withSteps = (steps: number) => {
    const plan = planProject(smallest(workflow, steps), { packageManager: "npm" });
    return limits.resources?.count(deploymentOf(plan)) ?? 0;
  };
  return withSteps(1) + (tasksOf(workflow).length - 1) * (withSteps(2) - withSteps(1));
}

/** Returns a workflow with steps that need as little as any. */
function smallest(
  { transport, infrastructure }: WorkflowWithTransport,
  steps: number,
): WorkflowWithTransport {
  return {
    name: "smallest",
    transport,
    infrastructure,
    steps: Array.from({ length: steps }, (_, index) => ({
      form: "task",
      name: `step-${index}`,
      timeoutSeconds: DEFAULTS.timeoutSeconds,
      retry: DEFAULTS.retry,
      idempotency: "natural",
      catch: [],
      onFailure: "continue",
    })),
  };
}

function tooManyResources(
  needed: string,
  workflow: WorkflowWithTransport,
  { words, limits }: TargetDescription,
): Finding {
  const transport = fittingTransport(workflow);
  return {
    code: "TOO_MANY_RESOURCES",
    message: `The workflow needs ${needed}; a ${words.unit} holds ${limits.resources?.most}.`,
    suggestion: transport
      ? `Use transport: ${transport}, which needs fewer, or split the workflow.`
      : "Split the workflow, and let the last step of each part start the next one.",
    at: ["steps"],
    onKey: true,
  };
}

/** Returns another transport with which a workflow would fit, by its functions. */
function fittingTransport(workflow: WorkflowWithTransport): TransportName | undefined {
  return TRANSPORTS.find(
    (transport) =>
      transport !== workflow.transport &&
      transportLimits(workflow, transport).length === 0 &&
      fits({ ...workflow, transport }),
  );
}

function fits(workflow: WorkflowWithTransport): boolean {
  const target = descriptions[workflow.infrastructure];
  return (
    !exceeds(fewestResources(target, workflow), target) &&
    transportOf(workflow).functionQuotaFindings(workflow).length === 0
  );
}
