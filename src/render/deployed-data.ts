import type { Deployment } from "../deployment/model.ts";
import type { Plan } from "../plan/plan.ts";
import { type Outcomes, outcomesOf } from "../semantics/outcomes.ts";

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
  /** With queues: the ends that raise an alarm at once, as the head of a test; else empty. */
  readonly watchedEndsLine: string;
}

/** Returns what the templates of every target mention of what is deployed. */
export function deployedData(plan: Plan, deployment: Deployment): DeployedData {
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

function watchedEndsLine({ failed, compensationFailed }: Outcomes): string {
  const ends = [
    ...(failed ? ['"Failed"'] : []),
    ...(compensationFailed ? ['"CompensationFailed"'] : []),
  ];
  return ends.length === 0
    ? ""
    : `  it.each([${ends.join(", ")}])("raises an alarm at once on an end as %s", (end) => {`;
}
