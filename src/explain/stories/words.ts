import { enumerated } from "../../messages/words.ts";
import { compositesAround, type ForwardTask } from "../../semantics/compensation-order.ts";
import { type Consequence, consequenceOf } from "../../semantics/failure-routes.ts";
import type { ExecutionTrace } from "../../semantics/trace.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { spacedDuration } from "../../workflow/duration.ts";
import type { Task, WorkflowWithTransport } from "../../workflow/workflow.ts";
import type { Ending } from "./story-event.ts";

/** Joins different names as a sentence does: `a, b and c`. */
export const listed = (names: readonly string[], word?: "and" | "or"): string =>
  enumerated([...new Set(names)], word);

/** Returns what the rules say of a failure, those of the steps around it included. */
export function ruleInWords(
  workflow: WorkflowWithTransport,
  task: ForwardTask,
  error: string | undefined,
): string {
  return `Rule: ${inWords(consequenceOf(task, error, compositesAround(workflow, task)))}`;
}

function inWords(then: Consequence): string {
  switch (then.kind) {
    case "stop":
      return "stop the workflow";
    case "handled":
      return `${inWords(then.does)}, by the rules of ${then.by.name}`;
    case "compensate":
      return "compensate the steps that ran, newest first";
    case "continue":
      return "store the error and continue";
    case "fallback":
      return `run ${then.fallback.name} instead`;
  }
}

/** Returns how a workflow ends, and what is left of the work. */
export function endingInWords(
  { transport }: WorkflowWithTransport,
  { status, succeeded, failed, forward }: ExecutionTrace,
  isRedrivable: boolean,
): Ending {
  const done = succeeded.slice(0, forward);
  const undone = succeeded.slice(forward);
  switch (status) {
    case "succeeded":
      return failed.length > 0
        ? {
            title: "Succeeds despite the failure",
            text: `${listed(failed)} failed; the error is stored, and the workflow continued.`,
          }
        : { title: "Succeeds", text: "Nobody has to act." };
    case "compensated":
      return {
        title: "Everything is undone",
        text:
          undone.length > 0
            ? `${listed(undone)} undid the work of the steps that ran.`
            : "There was nothing to undo.",
      };
    case "compensation-failed":
      return {
        title: "Partly compensated: a person must act",
        text: `${failed.at(-1)} failed permanently and raises an alarm. Fix the cause and redrive it: the remaining compensations then run.`,
      };
    case "failed": {
      const left =
        done.length > 0 ? `The work of ${listed(done)} is not undone.` : "No step has succeeded.";
      const kept = isRedrivable
        ? `${descriptions[transport].words.keptFailure}, and an alarm goes off: fix the cause and redrive it.`
        : "An alarm goes off. The workflow cannot be redriven: fix the cause and start it again.";
      return { title: "Stops", text: `${left} ${kept}` };
    }
  }
}

/** Says how long a step waits for its next try. */
export function backOff({ retry }: Task, seconds: number): string {
  return `waits ${retry.jitter === "full" ? "up to " : ""}${spacedDuration(seconds)}`;
}
