import type { Deployment } from "../deployment/model.ts";
import type { Plan } from "../plan/plan.ts";

/** Returns what the templates of every target mention of what is deployed. */
export function deployedData(plan: Plan, deployment: Deployment) {
  const { trigger } = plan.workflow;
  const { queues, stateMachines, tables, metricFilters } = deployment;
  return {
    workflowName: plan.workflow.name,
    guarded: plan.guarded,
    hasApprovals: plan.forms.approvals,
    claimCheckDays: plan.claimCheckDays ?? null,
    stateMachine: stateMachines.length > 0,
    outcomes: plan.outcomes,
    api: trigger?.kind === "api" ? { method: trigger.method, path: trigger.path } : null,
    startsLater: trigger !== undefined && trigger.kind !== "api",
    startedByEvent: trigger?.kind === "event",
    hasQueues: queues.length > 0,
    hasTables: tables.length > 0,
    hasFilters: metricFilters.length > 0,
    keepsForDays: plan.guarded || queues.length > 0,
    failedLabel: failedLabelOf(deployment),
  };
}

/** Returns what the dashboard says of the workflows that failed, beside those that were compensated. */
function failedLabelOf({ dashboard }: Deployment): string {
  const metrics = dashboard.widgets.flatMap((widget) => widget.metrics);
  const failed = metrics.find((metric) => "name" in metric && metric.label !== undefined);
  return failed?.label ?? "";
}
