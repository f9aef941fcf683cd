import type { Plan } from "../plan/plan.ts";
import { firstQueue } from "../transports/queue/queue-functions.ts";
import { alarms } from "./alarms.ts";
import { dashboard } from "./dashboard.ts";
import { metricFilters } from "./ends.ts";
import { stepFunctions } from "./functions.ts";
import type { Deployment, Output } from "./model.ts";
import { stepQueues } from "./queues.ts";
import { nameIn, reference, STATE_MACHINE } from "./references.ts";
import { workflowMachine } from "./state-machine.ts";
import { alarmTopic, buckets, logGroups, tables } from "./storage.ts";
import { apiOutputs, apis, triggerFunctions, triggerQueues } from "./trigger.ts";

/** Decides what is deployed for a plan, whatever deploys it. */
export function deploymentOf(plan: Plan): Deployment {
  const { name, description = name } = plan.workflow;
  const functions = [...stepFunctions(plan), ...triggerFunctions(plan)];
  const queues = [...(plan.transport === "queue" ? stepQueues(plan) : []), ...triggerQueues(plan)];
  return {
    name,
    description,
    functions,
    queues,
    tables: tables(plan),
    buckets: buckets(plan),
    topics: [alarmTopic],
    logGroups: logGroups(plan),
    stateMachines: plan.transport === "queue" ? [] : [workflowMachine(plan)],
    apis: apis(plan),
    metricFilters: metricFilters(plan),
    alarms: alarms(plan),
    dashboard: dashboard(plan, { functions, queues }),
    outputs: [...apiOutputs(plan), ...startOutputs(plan)],
  };
}

/** Returns where a workflow is started by hand. */
function startOutputs(plan: Plan): Output[] {
  if (plan.transport === "state-machine") {
    return [
      {
        name: "StateMachineArn",
        description: "Start an execution here; its name is the id of the workflow",
        value: reference("stateMachine", STATE_MACHINE, "arn"),
      },
    ];
  }
  const first = firstQueue(plan);
  if (first === undefined) return [];
  const where = plan.groupBy === undefined ? "here" : "here, in its group";
  return [
    {
      name: "StartQueueUrl",
      description: `Send the first message ${where}: { "id": "…", "input": { … } }`,
      value: reference("queue", first, "url"),
    },
  ];
}

/** Returns the name of the queue that a workflow is started at by hand. */
export function startQueueOf({ outputs }: Deployment): string | undefined {
  const output = outputs.find(({ name }) => name === "StartQueueUrl");
  return output && nameIn(output.value);
}
