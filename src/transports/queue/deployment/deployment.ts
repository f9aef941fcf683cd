import { reference } from "../../../deployment/references.ts";
import { sends, usesTable } from "../../../deployment/uses.ts";
import type { Carried } from "../../transport.ts";
import type { QueuePlan } from "../plan.ts";
import { firstQueue } from "../queue-functions.ts";
import { computedAlarms, endsOfWorkflows, metricFilters, queueAlarms } from "./alarms.ts";
import { queueFunctions } from "./functions.ts";
import { stepQueues } from "./queues.ts";

/** Decides which queues and functions are deployed, and what watches over them. */
export function deployment(plan: QueuePlan): Carried {
  const first = firstQueue(plan);
  const queues = first === undefined ? [] : [first];
  const where = plan.groupBy === undefined ? "here" : "here, in its group";
  return {
    functions: queueFunctions(plan),
    startUses: [sends(queues, queues), usesTable("records")],
    queues: stepQueues(plan),
    stateMachines: [],
    metricFilters,
    alarms: queueAlarms(plan),
    computedAlarms: computedAlarms(plan),
    widgets: [endsOfWorkflows(plan)],
    outputs: queues.map((queue) => ({
      name: "StartQueueUrl",
      description: `Send the first message ${where}: { "id": "…", "input": { … } }`,
      value: reference("queue", queue, "url"),
    })),
  };
}
