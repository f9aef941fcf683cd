import { workflowWarnings } from "../plan/warnings.ts";
import { planWithinQuotas } from "../quotas/quotas.ts";
import { chooseTransport } from "../transports/choose-transport.ts";
import { transportLimits } from "../workflow/rules/rules.ts";
import type { TransportName } from "../workflow/workflow.ts";
import { draft, problemWith, type WorkflowAnswers } from "./answers.ts";
import { sentence } from "./spoken.ts";

/** Returns what carries the work: what was chosen, or what is recommended. */
export const settledTransport = (answers: WorkflowAnswers): TransportName =>
  answers.transport ?? chooseTransport(draft(answers)).transport;

/**
 * Returns what somebody should know of a workflow before it is made, one remark each: what carries it
 * and why, what AWS does not take, branches that are never taken. A workflow that is not complete has
 * fewer of them.
 */
export function remarksOn(answers: WorkflowAnswers): string[] {
  if (answers.steps.length === 0) return [];
  if (problemWith(answers) !== undefined) return [transportRemark(answers)];
  const workflow = { ...draft(answers), transport: settledTransport(answers) };
  const { plan, tooLarge } = planWithinQuotas(workflow, { packageManager: "npm" });
  const findings = plan ? workflowWarnings(plan) : tooLarge;
  return [transportRemark(answers), ...findings.map(sentence)];
}

function transportRemark(answers: WorkflowAnswers): string {
  const workflow = draft(answers);
  const { transport, reason } = chooseTransport(workflow);
  if (answers.transport === undefined || answers.transport === transport) {
    return `Transport: ${transport}. ${reason}`;
  }
  const [limit] = transportLimits(workflow, answers.transport);
  return limit
    ? `Transport: ${answers.transport}. ${sentence(limit)}`
    : `Transport: ${answers.transport}, as you chose; recommended is ${transport}. ${reason}`;
}
