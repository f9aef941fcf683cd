import { deploymentOf } from "../deployment/deployment.ts";
import type { Deployment } from "../deployment/model.ts";
import { type Plan, planProject, type StateMachinePlan } from "../plan/plan.ts";
import { descriptions } from "../targets/descriptions.ts";
import type { TargetDescription } from "../targets/target.ts";
import { DEFAULTS } from "../workflow/defaults.ts";
import type { Finding } from "../workflow/findings/finding.ts";
import { tasksOf } from "../workflow/names.ts";
import type { RoutedWorkflow } from "../workflow/workflow.ts";
import { deployedText } from "./deployed-text.ts";
import { functionLimitProblems } from "./function-limits.ts";
import { rolePolicyProblems } from "./role-policy.ts";

/** Bytes of a state machine's definition ("Step Functions quotas"). */
const MAX_DEFINITION_BYTES = 1_048_576;

/** Returns the plan of a workflow, or why it is more than AWS takes. */
export function planWithinQuotas(
  workflow: RoutedWorkflow,
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
export function functionQuotaProblems(workflow: RoutedWorkflow): Finding[] {
  const target = descriptions[workflow.infrastructure];
  const count = fewestResources(target, workflow);
  return exceeds(count, target)
    ? [tooManyResources(`${count} resources or more`, workflow, target)]
    : rolePolicyProblems(workflow);
}

/** Returns where a whole plan is more than AWS takes; empty where it fits. */
export function quotaProblems(plan: Plan): Finding[] {
  const { workflow } = plan;
  const target = descriptions[workflow.infrastructure];
  const deployment = deploymentOf(plan);
  const count = target.limits.resources?.count(deployment) ?? 0;
  return [
    ...(exceeds(count, target)
      ? [tooManyResources(`${count} resources`, workflow, target)]
      : rolePolicyProblems(workflow)),
    ...functionLimitProblems(workflow, deployment),
    ...(plan.transport === "queue" ? [] : tooLargeDefinition(plan, deployment)),
  ];
}

function exceeds(count: number, { limits }: TargetDescription): boolean {
  return count > (limits.resources?.most ?? Number.POSITIVE_INFINITY);
}

/** Returns the fewest resources with which as many functions are deployed: each adds the same to those of all. */
function fewestResources({ limits }: TargetDescription, workflow: RoutedWorkflow): number {
  const withSteps = (steps: number) => {
    const plan = planProject(smallest(workflow, steps), { packageManager: "npm" });
    return limits.resources?.count(deploymentOf(plan)) ?? 0;
  };
  return withSteps(1) + (tasksOf(workflow).length - 1) * (withSteps(2) - withSteps(1));
}

/** Returns a workflow with steps that need as little as any. */
function smallest({ transport, infrastructure }: RoutedWorkflow, steps: number): RoutedWorkflow {
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
  workflow: RoutedWorkflow,
  { words, limits }: TargetDescription,
): Finding {
  return {
    code: "TOO_MANY_RESOURCES",
    message: `The workflow needs ${needed}; a ${words.unit} holds ${limits.resources?.most}.`,
    suggestion: helpsAsStateMachine(workflow)
      ? "Use transport: state-machine, which needs fewer, or split the workflow."
      : "Split the workflow, and let the last step of each part start the next one.",
    at: ["steps"],
    onKey: true,
  };
}

/** Tells whether a workflow on queues would fit, by its functions, as a state machine. */
function helpsAsStateMachine(workflow: RoutedWorkflow): boolean {
  return (
    workflow.transport === "queue" &&
    workflow.queue === undefined &&
    functionQuotaProblems({ ...workflow, transport: "state-machine" }).length === 0
  );
}

function tooLargeDefinition(plan: StateMachinePlan, deployment: Deployment): Finding[] {
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
