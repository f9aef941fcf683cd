import { isApproval } from "../../forms/traits.ts";
import { LIMITS } from "../../workflow/limits.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import type { Timeline } from "../explanation.ts";

/** Returns why no function can be there from the start of a workflow to its end, if so: it is stopped after 15 minutes. */
export function whyNotAtOnce(workflow: Workflow, seconds: number): string | undefined {
  const approval = allSteps(workflow).find(isApproval);
  if (approval) {
    return `${approval.name} waits for a person, but AWS bills a function that waits, and ends it after 15 minutes.`;
  }
  return seconds > LIMITS.maxTimeoutSeconds
    ? "A function would have to run for longer than 15 minutes."
    : undefined;
}

/** Returns why a workflow cannot be a chain of nested calls, if so. */
export function whyNotNested(workflow: Workflow, { bars }: Timeline): string | undefined {
  const functions = bars.filter(({ kind }) => kind === "function");
  return whyNotAtOnce(workflow, Math.max(...functions.map(({ works, waits }) => works + waits)));
}
