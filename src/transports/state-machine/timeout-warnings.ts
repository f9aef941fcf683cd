import { formatDuration } from "../../workflow/duration.ts";
import type { Finding } from "../../workflow/findings/finding.ts";
import { longestByRules } from "./execution-time.ts";
import type { StateMachinePlan } from "./plan.ts";

/** Returns a warning where a workflow is ended while the rules of its steps would have gone on. */
export function timeoutWarning(plan: StateMachinePlan): Finding | undefined {
  const { timeoutSeconds } = plan.workflow;
  if (timeoutSeconds === undefined) return undefined;
  const longest = Math.ceil(longestByRules(plan.definition));
  if (timeoutSeconds >= longest) return undefined;
  return {
    code: "TIMEOUT_CUTS_SHORT",
    message: `Workflow: with every retry of every step it can take ${longestInWords(longest)}, but the timeout (${formatDuration(timeoutSeconds)}) ends it before. Then no compensation runs, or only some.`,
    suggestion: `Set timeout to ${longestInWords(longest)} or more, or give steps fewer and shorter retries.`,
    at: ["timeout"],
  };
}

/** Whole minutes where seconds are of no interest. */
function longestInWords(seconds: number): string {
  return formatDuration(seconds < 600 ? seconds : 60 * Math.ceil(seconds / 60));
}
