import type { Deployment } from "../deployment/model.ts";
import type { Plan } from "../plan/plan.ts";
import { type Outcomes, outcomesOf } from "../semantics/outcomes.ts";

/** Returns what the templates of every target mention of what is deployed. */
export function deployedData(plan: Plan, deployment: Deployment) {
  const { trigger } = plan.workflow;
  const { queues, tables, metricFilters } = deployment;
  const outcomes = outcomesOf(plan);
  return {
    workflowName: plan.workflow.name,
    guarded: plan.guarded,
    hasApprovals: plan.forms.approvals,
    claimCheckDays: plan.claimCheckDays ?? null,
    stateMachine: plan.transport === "state-machine",
    outcomes,
    api: trigger?.kind === "api" ? { method: trigger.method, path: trigger.path } : null,
    startsLater: trigger !== undefined && trigger.kind !== "api",
    startedByEvent: trigger?.kind === "event",
    hasQueues: queues.length > 0,
    hasTables: tables.length > 0,
    hasFilters: metricFilters.length > 0,
    keepsForDays: plan.guarded || queues.length > 0,
    watchedEndsLine: plan.transport === "queue" ? watchedEndsLine(outcomes) : "",
  };
}

/** Returns the head of a test of the ends on queues that raise an alarm at once. */
function watchedEndsLine({ failed, compensationFailed }: Outcomes): string {
  const ends = [
    ...(failed ? ['"Failed"'] : []),
    ...(compensationFailed ? ['"CompensationFailed"'] : []),
  ];
  return ends.length === 0
    ? ""
    : `  it.each([${ends.join(", ")}])("raises an alarm at once on an end as %s", (end) => {`;
}
