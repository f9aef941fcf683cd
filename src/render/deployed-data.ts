import type { Deployment } from "../deployment/model.ts";
import type { Outcomes, Plan } from "../plan/plan.ts";

/** The data of the templates of every target about what is deployed. */
export interface DeployedData {
  readonly workflowName: string;
  readonly guarded: boolean;
  readonly hasApprovals: boolean;
  /** Days that results are kept in S3; null where all of them are passed on. */
  readonly claimCheckDays: number | null;
  readonly stateMachine: boolean;
  /** The ends that a workflow may come to, besides that it succeeds. */
  readonly outcomes: Outcomes;
  /** The request that starts a workflow. */
  readonly api: { readonly method: string; readonly path: string } | null;
  /** Tells that starts that failed wait in a dead-letter queue. */
  readonly startsLater: boolean;
  readonly startedByEvent: boolean;
  readonly hasQueues: boolean;
  readonly hasTables: boolean;
  readonly hasFilters: boolean;
  /** Tells that something is kept for days. */
  readonly keepsForDays: boolean;
}

/** Returns what the templates of every target mention of what is deployed. */
export function deployedData(plan: Plan, deployment: Deployment): DeployedData {
  const { trigger } = plan.workflow;
  const { queues, stateMachines, tables, metricFilters } = deployment;
  const outcomes = plan.outcomes;
  return {
    workflowName: plan.workflow.name,
    guarded: plan.guarded,
    hasApprovals: plan.forms.approvals,
    claimCheckDays: plan.claimCheckDays ?? null,
    stateMachine: stateMachines.length > 0,
    outcomes,
    api: trigger?.kind === "api" ? { method: trigger.method, path: trigger.path } : null,
    startsLater: trigger !== undefined && trigger.kind !== "api",
    startedByEvent: trigger?.kind === "event",
    hasQueues: queues.length > 0,
    hasTables: tables.length > 0,
    hasFilters: metricFilters.length > 0,
    keepsForDays: plan.guarded || queues.length > 0,
  };
}
