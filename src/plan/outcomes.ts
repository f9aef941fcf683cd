import { COMPENSATED } from "./compensation-states.ts";
import type { Plan, QueuePlan } from "./plan.ts";
import { failureOnwards, type QueueStepFunction } from "./queue-functions.ts";

/** Which ends a workflow may come to, besides that it succeeds. */
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

function outcomesOfQueues({ functions: { steps, routers } }: QueuePlan): Outcomes {
  const waiting = steps.filter(mayWaitForPerson);
  return {
    compensated: routers.flatMap(failureOnwards).some(({ endsAs }) => endsAs === "compensated"),
    failed: waiting.some((step) => !isCompensation(step)),
    compensationFailed: waiting.some(isCompensation),
  };
}

const isCompensation = ({ onSuccess }: QueueStepFunction) => onSuccess.endsAs === "compensated";

function mayWaitForPerson({ onFailure: { byError = {}, otherwise } }: QueueStepFunction): boolean {
  return [otherwise, ...Object.values(byError)].some((queue) => "waitsIn" in queue);
}
