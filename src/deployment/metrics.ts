import type { Metric } from "./model.ts";
import { API, reference, STACK, STATE_MACHINE } from "./references.ts";

/** Returns a metric of a queue. */
export function ofQueue(queue: string, name: string): Metric {
  const dimensions = { QueueName: reference("queue", queue, "name") };
  return { namespace: "AWS/SQS", name, dimensions };
}

/** Returns a metric of a function. */
export function ofFunction(entry: string, name: string): Metric {
  const dimensions = { FunctionName: reference("function", entry, "name") };
  return { namespace: "AWS/Lambda", name, dimensions };
}

/** Returns a metric of the executions of the state machine. */
export function ofExecutions(name: string): Metric {
  const dimensions = { StateMachineArn: reference("stateMachine", STATE_MACHINE, "arn") };
  return { namespace: "AWS/States", name, dimensions };
}

/** Returns a metric of the API. */
export function ofApi(name: string): Metric {
  return { namespace: "AWS/ApiGateway", name, dimensions: { ApiId: reference("api", API, "id") } };
}

/** Returns a metric of one operation on a table. */
export function ofTable(table: string, name: string, operation: string): Metric {
  const dimensions = { TableName: reference("table", table, "name"), Operation: operation };
  return { namespace: "AWS/DynamoDB", name, dimensions };
}

/** Returns a metric of what the stack itself counts. */
export function ofStack(name: string): Metric {
  return { namespace: STACK, name, dimensions: {} };
}
