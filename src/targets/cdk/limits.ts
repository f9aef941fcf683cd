import type { Deployment, LambdaFunction } from "../../deployment/model.ts";
import { RANDOM } from "../sam/limits.ts";
import { logicalId } from "../sam/logical-ids.ts";
import type { TargetLimits } from "../target.ts";

/** What the CDK puts behind the logical ids it makes. */
const HASH = "X".repeat(8);

export const limits: TargetLimits = {
  // "AWS CloudFormation quotas".
  resources: { most: 500, count: resourceCount },
  longestName: (stack, kind, name) => `${stack}-Workflow${logicalId(kind, name)}${HASH}-${RANDOM}`,
  tracesInPolicy: true,
};

/** Returns how many resources the stack has: a policy of its own for each queue, each role and the bucket. */
export function resourceCount(deployment: Deployment): number {
  const { functions, queues, tables, buckets, topics, logGroups } = deployment;
  const { stateMachines, apis, metricFilters, alarms } = deployment;
  return (
    sum(functions.map(ofFunction)) +
    WITH_POLICY * (queues.length + buckets.length) +
    tables.length +
    WITH_POLICY_AND_SUBSCRIPTION * topics.length +
    logGroups.length +
    WITH_ROLE * stateMachines.length +
    WITH_STAGE * apis.length +
    metricFilters.length +
    alarms.length +
    DASHBOARD +
    METADATA
  );
}

const WITH_POLICY = 2;
const WITH_POLICY_AND_SUBSCRIPTION = 3;
const WITH_ROLE = 3;
const WITH_STAGE = 2;
const ROUTE = 3;
const WITH_PERMISSION = 2;
const DASHBOARD = 1;
/** What the CDK writes down of itself. */
const METADATA = 1;

function ofFunction(fn: LambdaFunction): number {
  return (
    WITH_ROLE +
    (fn.publishesVersions ? 1 : 0) +
    (fn.mapping ? 1 : 0) +
    (fn.asynchronous ? 1 : 0) +
    // With its integration, and what lets it invoke the function.
    ROUTE * fn.routes.length +
    WITH_ROLE * fn.schedules.length +
    WITH_PERMISSION * fn.eventRules.length
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
