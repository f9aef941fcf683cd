import type { Plan, QueuePlan } from "../plan/plan.ts";
import { failureRoutes, type QueueStepFunction } from "../transports/queue/queue-functions.ts";
import { COMPENSATED } from "../transports/state-machine/compensation-states.ts";

/** The ends that a workflow may come to, besides that it succeeds. */
export interface Outcomes {
  readonly compensated: boolean;
  /** It came to a stop, and nothing is undone. */
  readonly failed: boolean;
  readonly compensationFailed: boolean;
}

/** The ends that workflows of a plan may come to, as far as our own code or a state tells them apart. */
export function outcomesOf(plan: Plan): Outcomes {
  if (plan.transport === "queue") return outcomesOfQueues(plan);
  const isUndone = COMPENSATED in plan.definition.States;
  return {
    compensated: isUndone,
    failed: true,
    compensationFailed: isUndone && plan.steps.some(({ role }) => role === "compensation"),
  };
}

function outcomesOfQueues({ functions: { steps } }: QueuePlan): Outcomes {
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
