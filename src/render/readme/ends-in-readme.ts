import { compact } from "../../lists.ts";
import type { Plan } from "../../plan/plan.ts";
import { wordsOf } from "../../targets/descriptions.ts";
import { transportOf } from "../../transports/registry.ts";
import { fold } from "../fold.ts";
import { alarmIn } from "./in-markdown.ts";

/** Paragraphs about how ends are counted, and which raise an alarm. */
export function endLines(plan: Plan): string[] {
  const { compensated } = plan.outcomes;
  const { shareSetting } = wordsOf(plan.workflow);
  const paragraphs = compact([
    ...transportOf(plan).readme.ends(plan),
    (plan.guarded || plan.forms.approvals) &&
      "Steps cannot run without their table. It has alarms for throttling by DynamoDB (`ThrottledRequests`) and for errors of DynamoDB (`SystemErrors`).",
    compensated &&
      `A single compensated workflow is normal, for example after a declined card; many indicate an outage. ${alarmIn(plan.workflow, "compensated")} goes off when more than half of the workflows that ended within 15 minutes were compensated, and at least five ended. ${shareSetting}`,
  ]);
  return paragraphs.flatMap((text) => [...fold(text), ""]);
}
