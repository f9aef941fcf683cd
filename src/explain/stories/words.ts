import {
  compositesAround,
  type Failable,
  type ForwardTask,
} from "../../semantics/compensation-order.ts";
import { routeFor } from "../../semantics/failure-route.ts";
import type { ExecutionTrace } from "../../semantics/trace.ts";
import { descriptions } from "../../transports/descriptions.ts";
import type { OnFailure, RoutedWorkflow } from "../../workflow/workflow.ts";

/** Joins names as a sentence does: `a, b and c`. */
export function listed(names: readonly string[], word: "and" | "or" = "and"): string {
  const unique = [...new Set(names)];
  if (unique.length < 2) return unique.join("");
  return `${unique.slice(0, -1).join(", ")} ${word} ${unique.at(-1)}`;
}

/** Returns what the rules say of a failure, those of the steps around it included. */
export function ruleInWords(
  workflow: RoutedWorkflow,
  task: ForwardTask,
  error: string | undefined,
): string {
  const own = routeFor(task, error);
  if (own !== "fail") return routeInWords(task, own);
  const handler = compositesAround(workflow, task).find((one) => routeFor(one, error) !== "fail");
  if (!handler) return "Rule: stop here";
  const route = routeInWords(handler, routeFor(handler, error));
  return `${route}, as ${handler.name} says`;
}

function routeInWords(one: Failable, route: OnFailure): string {
  switch (route) {
    case "fail":
      return "Rule: stop here";
    case "compensate":
      return "Rule: undo what was done, newest first";
    case "continue":
      return "Rule: note the error and go on";
    case "fallback":
      return `Rule: run ${("fallback" in one && one.fallback?.name) || "the fallback"} instead`;
  }
}

/** Says how a workflow ends. */
export interface Ending {
  /** In two or three words. */
  readonly title: string;
  readonly text: string;
}

/** Returns how a workflow ends, and what is left of the work. */
export function endingInWords(
  { transport }: RoutedWorkflow,
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
