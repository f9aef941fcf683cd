import type { CommonPlan, Plan } from "../../plan/plan.ts";
import type { Outcomes } from "../../semantics/outcomes.ts";
import { inputPathNames } from "../../workflow/paths.ts";
import {
  failureRoutes,
  type QueueFunctions,
  type QueueStepFunction,
  queueFunctions,
} from "./queue-functions.ts";

/** The plan of a workflow whose work goes through queues. */
export interface QueuePlan extends Plan {
  /** The names that lead to the value in the input within which order is kept; left out: no order. */
  readonly groupBy?: readonly string[];
  readonly functions: QueueFunctions;
}

/** Plans the functions and their queues. */
export function plan(common: CommonPlan): QueuePlan {
  const { workflow } = common;
  const functions = queueFunctions(workflow);
  return {
    ...common,
    ...(workflow.queue && { groupBy: inputPathNames(workflow.queue.groupBy) }),
    functions,
    outcomes: outcomesOf(functions),
  };
}

function outcomesOf({ steps }: QueueFunctions): Outcomes {
  const ends = steps.map((step) => ({ step, routes: failureRoutes(step) }));
  const waiting = ends.filter(({ routes }) => routes.some((route) => "waitsIn" in route));
  return {
    compensated: ends.some(({ routes }) =>
      routes.some((route) => "next" in route && route.outcome === "compensated"),
    ),
    failed: waiting.some(({ step }) => !isCompensation(step)),
    compensationFailed: waiting.some(({ step }) => isCompensation(step)),
  };
}

const isCompensation = ({ onSuccess }: QueueStepFunction) => onSuccess.outcome === "compensated";
