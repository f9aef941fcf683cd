import { deadLettersOf } from "../../deployment/queues.ts";
import { pascalCase } from "../../workflow/letter-case.ts";

/** Returns the logical id of a function, by its name in the model. */
export const functionId = (name: string): string => `${pascalCase(name)}Function`;

/** Returns the logical id of a queue: that of `pay-dlq` is `PayDeadLetterQueue`. */
export function queueId(name: string): string {
  const failed = deadLettersOf(name);
  return failed === undefined ? `${pascalCase(name)}Queue` : `${pascalCase(failed)}DeadLetterQueue`;
}

/** Returns the logical id of an alarm. */
export const alarmId = (name: string): string => `${pascalCase(name)}Alarm`;

/** The logical ids of what there is one of at most, by kind and name. */
const IDS: Readonly<Record<string, string>> = {
  "table.idempotency": "IdempotencyTable",
  "table.approvals": "ApprovalTable",
  "bucket.claim-checks": "ClaimCheckBucket",
  "topic.alarms": "AlarmTopic",
  "logs.functions": "FunctionLogs",
  "logs.executions": "StateMachineLogs",
  "logs.api": "ApiLogs",
  "stateMachine.workflow": "StateMachine",
  "api.api": "Api",
};

/** Returns the logical id of a thing. @throws where the template has none of that kind and name */
export function logicalId(kind: string, name: string): string {
  if (kind === "function") return functionId(name);
  if (kind === "queue") return queueId(name);
  const id = IDS[`${kind}.${name}`];
  if (id === undefined) throw new Error(`The template has no ${kind} ${name}.`);
  return id;
}
