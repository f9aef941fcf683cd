import type { Deployment } from "../deployment/model.ts";
import { sumOf } from "../lists.ts";

/** The number of resources of CloudFormation for each thing of a deployment, with those that come with it. */
export interface ResourcesFor {
  readonly function: number;
  /** The additional resources of a function that publishes versions. */
  readonly version: number;
  readonly route: number;
  readonly schedule: number;
  readonly eventRule: number;
  readonly queue: number;
  readonly bucket: number;
  readonly topic: number;
  readonly stateMachine: number;
  readonly api: number;
}

/** Returns how many resources a stack has. */
export function resourceCount(deployment: Deployment, each: ResourcesFor): number {
  const { functions, queues, tables, buckets, topics, logGroups } = deployment;
  const { stateMachines, apis, metricFilters, alarms } = deployment;
  const dashboards = 1;
  return (
    sumOf(
      functions,
      (fn) =>
        each.function +
        (fn.publishesVersions ? each.version : 0) +
        (fn.mapping ? 1 : 0) +
        (fn.asynchronous ? 1 : 0) +
        each.route * fn.routes.length +
        each.schedule * fn.schedules.length +
        each.eventRule * fn.eventRules.length,
    ) +
    each.queue * queues.length +
    tables.length +
    each.bucket * buckets.length +
    each.topic * topics.length +
    logGroups.length +
    each.stateMachine * stateMachines.length +
    each.api * apis.length +
    metricFilters.length +
    alarms.length +
    dashboards
  );
}
