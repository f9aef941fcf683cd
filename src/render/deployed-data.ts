import type { Alarm, Deployment } from "../deployment/model.ts";
import { type Outcomes, outcomesOf } from "../plan/outcomes.ts";
import type { Plan } from "../plan/plan.ts";
import { queueId } from "../targets/sam/logical-ids.ts";

/** What the templates of every target mention of what is deployed. */
export interface DeployedData {
  readonly workflowName: string;
  readonly guarded: boolean;
  readonly hasApprovals: boolean;
  /** Days that results are kept in S3; null where all of them are passed on. */
  readonly claimCheckDays: number | null;
  readonly stateMachine: boolean;
  /** The ends that a workflow may come to, besides that it succeeds. */
  readonly outcomes: Outcomes;
  /** One alarm on each kind of thing. */
  readonly watched: readonly {
    readonly dimension: string;
    readonly namespace: string;
    readonly statistic: string;
  }[];
  /** Logical id of the first step's queue. */
  readonly startQueue: string | null;
  /** Where a workflow is started by a request. */
  readonly api: { readonly method: string; readonly path: string } | null;
  /** Whether starts that failed wait in a dead-letter queue. */
  readonly startsLater: boolean;
  readonly startedByEvent: boolean;
  readonly hasQueues: boolean;
  readonly hasTables: boolean;
  readonly hasFilters: boolean;
  /** Whether an alarm looks at what the stack itself counts. */
  readonly counts: boolean;
  /** With queues: the ends that raise an alarm at once, as the head of a test; else empty. */
  readonly watchedEndsLine: string;
}

/** Returns what the templates of every target mention of what is deployed. */
export function deployedData(plan: Plan, deployment: Deployment): DeployedData {
  const { trigger } = plan.workflow;
  const { queues, tables, metricFilters, alarms } = deployment;
  const outcomes = outcomesOf(plan);
  const [first] = queues.filter(({ consumed }) => consumed);
  return {
    workflowName: plan.workflow.name,
    guarded: plan.guarded,
    hasApprovals: plan.forms.approvals,
    claimCheckDays: plan.claimCheckDays ?? null,
    stateMachine: plan.transport === "state-machine",
    outcomes,
    watched: oneOfEachKind(alarms),
    startQueue: first === undefined ? null : queueId(first.name),
    api: trigger?.kind === "api" ? { method: trigger.method, path: trigger.path } : null,
    startsLater: trigger !== undefined && trigger.kind !== "api",
    startedByEvent: trigger?.kind === "event",
    hasQueues: queues.length > 0,
    hasTables: tables.length > 0,
    hasFilters: metricFilters.length > 0,
    counts: singleMetrics(alarms).some(({ dimensions }) => Object.keys(dimensions).length === 0),
    watchedEndsLine: plan.transport === "queue" ? watchedEndsLine(outcomes) : "",
  };
}

function singleMetrics(alarms: readonly Alarm[]) {
  return alarms.flatMap(({ expression, metrics }) => (expression === undefined ? metrics : []));
}

function oneOfEachKind(alarms: readonly Alarm[]): DeployedData["watched"] {
  const kinds = new Map(
    singleMetrics(alarms).flatMap(({ namespace, statistic, dimensions }) => {
      const [dimension] = Object.keys(dimensions);
      return dimension === undefined ? [] : [[dimension, { dimension, namespace, statistic }]];
    }),
  );
  return [...kinds].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, kind]) => kind);
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
