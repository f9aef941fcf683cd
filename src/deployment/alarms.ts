import type { Plan } from "../plan/plan.ts";
import { descriptions } from "../transports/descriptions.ts";
import type { Carried } from "../transports/transport.ts";
import { deadLetterAlarm, onMetric, throttlesAlarm } from "./alarm.ts";
import { ofApi, ofFunction, ofTable } from "./metrics.ts";
import type { Alarm } from "./model.ts";
import { APPROVAL_TABLE, IDEMPOTENCY_TABLE } from "./references.ts";

/** Returns the alarms: on single metrics first, then on what is worked out of several. */
export function alarms(plan: Plan, carried: Carried): Alarm[] {
  return [
    ...carried.alarms,
    ...tableAlarms(plan),
    ...triggerAlarms(plan),
    ...carried.computedAlarms,
  ];
}

/** All work at a table begins with a `PutItem`; each try that is counted there with an `UpdateItem`. */
function tableAlarms({ guarded, forms, transport }: Plan): Alarm[] {
  const operation = descriptions[transport].countsTries ? "UpdateItem" : "PutItem";
  const ofOne = (table: string, name: string, title: string) => [
    onMetric(
      `${name}-throttled-requests`,
      `DynamoDB throttles requests for ${title}`,
      ofTable(table, "ThrottledRequests", operation),
    ),
    onMetric(
      `${name}-system-errors`,
      `DynamoDB returns server errors for ${title}`,
      ofTable(table, "SystemErrors", operation),
    ),
  ];
  return [
    ...(guarded ? ofOne(IDEMPOTENCY_TABLE, "idempotency-table", "the idempotency table") : []),
    ...(forms.approvals ? ofOne(APPROVAL_TABLE, "approval-table", "the table of approvals") : []),
  ];
}

function triggerAlarms({ workflow: { trigger } }: Plan): Alarm[] {
  if (!trigger) return [];
  return [
    onMetric(
      "start-function-errors",
      "A workflow could not be started",
      ofFunction("start", "Errors"),
    ),
    throttlesAlarm("start", "Lambda throttles the starts of workflows"),
    trigger.kind === "api"
      ? onMetric("api-errors", "A request returned a server error", ofApi("5xx"))
      : deadLetterAlarm(
          "start",
          "A workflow was not started; its event waits in a dead-letter queue",
        ),
  ];
}
