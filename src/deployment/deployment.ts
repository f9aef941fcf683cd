import type { Plan } from "../plan/plan.ts";
import { transportOf } from "../transports/registry.ts";
import { alarms } from "./alarms.ts";
import { dashboard } from "./dashboard.ts";
import type { Deployment } from "./model.ts";
import { nameIn } from "./references.ts";
import { alarmTopic, buckets, logGroups, tables } from "./storage.ts";
import { apiOutputs, apis, triggerFunctions, triggerQueues } from "./trigger.ts";

/** Decides what is deployed for a plan, whatever deploys it. */
export function deploymentOf(plan: Plan): Deployment {
  const { name, description = name } = plan.workflow;
  const carried = transportOf(plan).deployment(plan);
  const functions = [...carried.functions, ...triggerFunctions(plan, carried)];
  const queues = [...carried.queues, ...triggerQueues(plan)];
  return {
    name,
    description,
    functions,
    queues,
    tables: tables(plan),
    buckets: buckets(plan),
    topics: [alarmTopic],
    logGroups: logGroups(plan, carried),
    stateMachines: carried.stateMachines,
    apis: apis(plan),
    metricFilters: carried.metricFilters,
    alarms: alarms(plan, carried),
    dashboard: dashboard(plan, carried, { functions, queues }),
    outputs: [...apiOutputs(plan), ...carried.outputs],
  };
}

/** Returns the name of the queue that a workflow is started at by hand. */
export function startQueueOf({ outputs }: Deployment): string | undefined {
  const output = outputs.find(({ name }) => name === "StartQueueUrl");
  return output && nameIn(output.value);
}
