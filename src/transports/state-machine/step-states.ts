import { canFail } from "../../forms/traits.ts";
import type { Step } from "../../workflow/workflow.ts";
import type { EnclosingBlock } from "./failure-states.ts";
import { statesOf } from "./forms/forms.ts";
import { forwardStates } from "./forms/function-states.ts";
import type { States } from "./state.ts";

/** The states of steps that run one after the other, and then go on to `next`. */
export function sequenceStates(
  steps: readonly Step[],
  next: string,
  around: EnclosingBlock,
): States {
  return Object.assign(
    {},
    ...steps.map((step, index) => stepStates(step, steps[index + 1]?.name ?? next, around)),
  );
}

function stepStates(step: Step, next: string, around: EnclosingBlock): States {
  const fallback = canFail(step) && step.fallback;
  const states = statesOf(step).states(step, next, around, sequenceStates);
  return fallback ? { ...states, ...forwardStates(fallback, next, around) } : states;
}
