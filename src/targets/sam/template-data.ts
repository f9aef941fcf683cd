import { commonVariables } from "../../deployment/functions.ts";
import type {
  Deployment,
  LambdaFunction,
  Output,
  Queue,
  StateMachine,
  Table,
} from "../../deployment/model.ts";
import { LOG_DELIVERY } from "../../transports/state-machine/deployment/machine.ts";
import { alarmData, filterData } from "./alarm-data.ts";
import { dashboardLines } from "./dashboard-lines.ts";
import { functionData, statementData, variables } from "./function-data.ts";
import { logicalId, queueId } from "./logical-ids.ts";
import { intrinsic } from "./references.ts";

/** Returns what `template.yaml` mentions. */
export function templateData(deployment: Deployment): object {
  const { description, functions, queues, logGroups, dashboard } = deployment;
  const alarms = deployment.alarms.map(alarmData);
  return {
    description,
    adjustable: deployment.alarms.filter(({ adjustable }) => adjustable !== undefined),
    globals: globals(functions),
    functions: functions.map(functionData),
    queues: queues.map(queueData),
    ...queuePolicies(queues),
    apis: deployment.apis,
    stateMachines: deployment.stateMachines.map(stateMachineData),
    tables: deployment.tables.map(tableData),
    buckets: deployment.buckets.map((bucket) => ({
      ...bucket,
      logicalId: logicalId("bucket", bucket.name),
    })),
    retentionDays: Object.fromEntries(
      logGroups.map(({ name, retentionDays }) => [name, retentionDays]),
    ),
    filters: deployment.metricFilters.map(filterData),
    alarms: alarms.filter(({ expression }) => expression === null),
    computedAlarms: alarms.filter(({ expression }) => expression !== null),
    dashboardName: intrinsic(dashboard.physicalName),
    dashboardLines: dashboardLines(dashboard),
    outputs: deployment.outputs.map(outputData),
  };
}

/** Returns the settings that all functions have in common: those of the first. */
function globals([fn]: readonly LambdaFunction[]) {
  const environment = fn?.environment ?? {};
  const common = Object.entries(environment).filter(([name]) => commonVariables.includes(name));
  return { ...fn, environment: variables(common) };
}

function queueData(queue: Queue) {
  const { redrive } = queue;
  return {
    ...queue,
    logicalId: queueId(queue.name),
    physicalName: intrinsic(queue.physicalName),
    fifo: queue.fifo ?? null,
    redrive: redrive ? { ...redrive, queue: queueId(redrive.queue) } : null,
  };
}

/**
 * Returns the logical ids of the queues under the policy of all, and of those that EventBridge sends to: a queue has one
 * policy, which says both.
 */
function queuePolicies(queues: readonly Queue[]) {
  const isSentToByEvents = ({ policy }: Queue) => policy.some(({ effect }) => effect === "Allow");
  const ids = (some: readonly Queue[]) => some.map(({ name }) => queueId(name));
  return {
    guardedQueues: ids(queues.filter((queue) => !isSentToByEvents(queue))),
    queuesOfEvents: ids(queues.filter(isSentToByEvents)),
  };
}

function stateMachineData(machine: StateMachine) {
  return {
    ...machine,
    logicalId: logicalId("stateMachine", machine.name),
    physicalName: intrinsic(machine.physicalName),
    substitutions: variables(Object.entries(machine.substitutions)),
    statements: machine.statements.map(statementData),
    logDelivery: LOG_DELIVERY.actions,
  };
}

/** A single key stands on one line. */
function tableData({ physicalName, keys, ...table }: Table) {
  return {
    ...table,
    logicalId: logicalId("table", table.name),
    physicalName: physicalName === undefined ? null : intrinsic(physicalName),
    key: keys.length === 1 ? keys[0] : null,
    keys: keys.length === 1 ? [] : keys,
  };
}

function outputData({ name, description, value }: Output) {
  const quoted = name === "StateMachineArn" ? description : `'${description}'`;
  return { name, description: quoted, value: intrinsic(value) };
}
