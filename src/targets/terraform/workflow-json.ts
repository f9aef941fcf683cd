import { startQueueOf } from "../../deployment/deployment.ts";
import type { Deployment, LambdaFunction } from "../../deployment/model.ts";
import { IDEMPOTENCY_TABLE, reference } from "../../deployment/references.ts";
import { claimedSteps, queuesSentTo, resourcesFor } from "../../deployment/uses.ts";
import { fitLists } from "../../render/layout.ts";
import { isOfWorkflow, isStep } from "./facts.ts";

/** Returns `infra/workflow.json`: what differs from workflow to workflow, and from step to step. */
export function workflowJson(deployment: Deployment): string {
  const { functions, queues, apis, buckets } = deployment;
  const first = startQueueOf(deployment);
  const start = functions.find(({ role }) => role === "start");
  const [schedule] = start?.schedules ?? [];
  const [event] = start?.eventRules ?? [];
  const onQueues = queues.some(({ consumed }) => consumed);
  const document = {
    name: deployment.name,
    ...(first && { first }),
    ...(schedule && { schedule: schedule.expression }),
    ...(event && { event: { source: event.sources[0], detail_type: event.detailTypes[0] } }),
    ...(apis.length > 0 && {
      requests: Object.fromEntries(
        functions.flatMap(({ name, routes: [route] }) =>
          route ? [[name, { method: route.method, path: route.path }]] : [],
        ),
      ),
    }),
    ...(buckets[0] && { claim_check_days: buckets[0].expiresAfterDays }),
    steps: Object.fromEntries(
      functions.filter(isStep).map((fn) => [fn.name, stepOf(deployment, fn)]),
    ),
    ...(onQueues && { ends: endsOf(deployment) }),
    alarms: Object.fromEntries(
      deployment.alarms
        .filter(isOfWorkflow)
        .map(({ name, description, metrics: [metric] }) => [
          name,
          { metric: metric?.name, description },
        ]),
    ),
  };
  return `${fitLists(JSON.stringify(document, null, 2))}\n`;
}

/** Returns what is to be said of a step; what it leaves out has a default in `infra/workflow.tf`. */
function stepOf({ queues, alarms }: Deployment, fn: LambdaFunction): object {
  const queue = queues.find(({ name }) => name === fn.mapping?.queue);
  const getsResults = claimedSteps(fn);
  const tableActions = tableActionsOf(fn);
  const concurrency = fn.mapping?.maximumConcurrency ?? fn.reservedConcurrency;
  const isAlarmed = (suffix: string) => alarms.find(({ name }) => name === `${fn.name}-${suffix}`);
  return {
    ...(fn.description !== null && { description: fn.description }),
    timeout: fn.timeoutSeconds,
    ...(concurrency !== undefined && { concurrency }),
    ...(queue && {
      max_receive_count: queue.redrive?.maxReceiveCount,
      late_after: isAlarmed("queue-age")?.threshold,
      ...(fn.role === "begin" && { retries: false }),
      sends_to: queuesSentTo(fn),
    }),
    ...(tableActions.length > 0 && { table_actions: tableActions }),
    ...(fn.environment.APPROVAL_TABLE && { asks: true }),
    ...(resourcesFor(fn, "s3:PutObject").length > 0 && { puts_result: true }),
    ...(getsResults.length > 0 && { gets_results: getsResults }),
    ...(isAlarmed("function-failed") && { compensates: true }),
  };
}

function tableActionsOf({ statements }: LambdaFunction): string[] {
  const table = reference("table", IDEMPOTENCY_TABLE, "arn");
  return statements
    .filter(({ resources }) => resources.includes(table))
    .flatMap(({ actions }) => actions.map((action) => action.replace("dynamodb:", "")));
}

/** Returns the ends that the dashboard shows. */
function endsOf({ dashboard }: Deployment): string[] {
  return dashboard.widgets
    .filter(({ title }) => title === "How workflows end")
    .flatMap(({ metrics }) => metrics.flatMap((metric) => ("name" in metric ? [metric.name] : [])));
}
