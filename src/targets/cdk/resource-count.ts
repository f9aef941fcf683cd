import type { Deployment, LambdaFunction } from "../../deployment/model.ts";

/** Returns how many resources the stack has, with those that the constructs make besides and with that of the CDK itself. */
export function resourceCount(deployment: Deployment): number {
  const { functions, queues, tables, buckets, topics, logGroups } = deployment;
  const { stateMachines, apis, metricFilters, alarms } = deployment;
  return (
    sum(functions.map(ofFunction)) +
    WITH_POLICY * queues.length +
    tables.length +
    WITH_POLICY * buckets.length +
    WITH_POLICY_AND_SUBSCRIPTION * topics.length +
    logGroups.length +
    WITH_ROLE_AND_POLICY * stateMachines.length +
    WITH_STAGE * apis.length +
    metricFilters.length +
    alarms.length +
    DASHBOARD +
    METADATA
  );
}

const WITH_POLICY = 2;
const WITH_POLICY_AND_SUBSCRIPTION = 3;
const WITH_ROLE_AND_POLICY = 3;
const WITH_STAGE = 2;
const WITH_INTEGRATION_AND_PERMISSION = 3;
const WITH_PERMISSION = 2;
const DASHBOARD = 1;
/** `AWS::CDK::Metadata`, which the app adds where it knows the region. */
const METADATA = 1;

/** The policy of a function's role is there always: tracing takes a permission. */
function ofFunction(fn: LambdaFunction): number {
  return (
    WITH_ROLE_AND_POLICY +
    (fn.publishesVersions ? 1 : 0) +
    (fn.mapping ? 1 : 0) +
    (fn.asynchronous ? 1 : 0) +
    WITH_INTEGRATION_AND_PERMISSION * fn.routes.length +
    WITH_ROLE_AND_POLICY * fn.schedules.length +
    WITH_PERMISSION * fn.eventRules.length
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
