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
      return "stop here";
    case "handled":
      return `${inWords(then.does)}, as ${then.by.name} says`;
    case "compensate":
      return "undo what was done, newest first";
    case "continue":
      return "note the error and go on";
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
            title: "Succeeds all the same",
            text: `${listed(failed)} failed; the error is noted in the result.`,
          }
        : { title: "Succeeds", text: "Nobody has to do anything." };
    case "compensated":
      return {
        title: "Everything is undone",
        text:
          undone.length > 0
            ? `${listed(undone)} put${new Set(undone).size === 1 ? "s" : ""} back what was done. Nothing stays half done.`
            : "There was nothing to undo.",
      };
    case "compensation-failed":
      return {
        title: "Half undone: a person must look",
        text: `${failed.at(-1)} failed for good and raises an alarm. Mend the cause and redrive: the undoing goes on.`,
      };
    case "failed": {
      const left =
        done.length > 0
          ? `${listed(done)} stay${new Set(done).size === 1 ? "s" : ""} done.`
          : "Nothing was done.";
      const kept = isRedrivable
        ? `${descriptions[transport].words.keptFailure}, with an alarm: mend the cause and redrive it.`
        : "An alarm goes off. It cannot be redriven: start it anew.";
      return { title: "Stops", text: `${left} ${kept}` };
    }
  }
}

/** Says how long a step waits for its next try. */
export function backOff({ retry }: Task, seconds: number): string {
  return `waits ${retry.jitter === "full" ? "up to " : ""}${spacedDuration(seconds)}`;
}
