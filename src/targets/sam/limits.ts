import type { Deployment, LambdaFunction } from "../../deployment/model.ts";
import type { TargetLimits } from "../target.ts";
import { logicalId } from "./logical-ids.ts";

/** The suffix of the names that CloudFormation makes. */
export const RANDOM = "X".repeat(12);

export const limits: TargetLimits = {
  // "AWS CloudFormation quotas".
  resources: { most: 500, count: resourceCount },
  longestName: (stack, kind, name) => `${stack}-${logicalId(kind, name)}-${RANDOM}`,
  tracesInPolicy: false,
};

/**
 * Returns how many resources the stack has, with those that SAM makes of a function, an API or a state machine
 * ("Generated CloudFormation resources", AWS SAM Developer Guide).
 */
export function resourceCount(deployment: Deployment): number {
  const { functions, queues, tables, buckets, topics, logGroups } = deployment;
  const { stateMachines, apis, metricFilters, alarms } = deployment;
  const policies = new Set(queues.map(({ policy }) => JSON.stringify(policy)));
  return (
    sum(functions.map(ofFunction)) +
    queues.length +
    policies.size +
    tables.length +
    WITH_POLICY * buckets.length +
    WITH_POLICY_AND_SUBSCRIPTION * topics.length +
    logGroups.length +
    WITH_ROLE * stateMachines.length +
    WITH_STAGE * apis.length +
    metricFilters.length +
    alarms.length +
    DASHBOARD
  );
}

const WITH_POLICY = 2;
const WITH_POLICY_AND_SUBSCRIPTION = 3;
const WITH_ROLE = 2;
const WITH_STAGE = 2;
const VERSION_AND_ALIAS = 2;
const WITH_PERMISSION = 2;
const DASHBOARD = 1;

function ofFunction(fn: LambdaFunction): number {
  return (
    WITH_ROLE +
    (fn.publishesVersions ? VERSION_AND_ALIAS : 0) +
    (fn.mapping ? 1 : 0) +
    (fn.asynchronous ? 1 : 0) +
    // A route is no resource of its own, only what lets it invoke the function.
    fn.routes.length +
    WITH_ROLE * fn.schedules.length +
    WITH_PERMISSION * fn.eventRules.length
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
