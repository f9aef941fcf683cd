import type { Alarm } from "./model.ts";
import { ALARM_TOPIC, reference } from "./references.ts";

/** Returns an alarm as all of them are: it goes off in the first period above the threshold. */
export function alarm(
  own: Pick<Alarm, "name" | "description" | "metrics" | "expression" | "threshold" | "adjustable">,
): Alarm {
  return {
    ...own,
    evaluationPeriods: 1,
    comparison: "GreaterThanThreshold",
    missingData: "notBreaching",
    actions: [reference("topic", ALARM_TOPIC, "arn")],
  };
}
