import type { FormName, StepOf } from "../../../forms/form.ts";
import { canFail } from "../../../forms/traits.ts";
import type { Step } from "../../../workflow/workflow.ts";
import type { EnclosingBlock } from "../failure-states.ts";
import type { States } from "../state.ts";
import { choice } from "./choice.ts";
import type { FormStates } from "./form-states.ts";
import { forwardStates, functionStates } from "./function-states.ts";
import { map } from "./map.ts";
import { parallel } from "./parallel.ts";
import { wait } from "./wait.ts";

/** The forms of steps that a state machine can run: all of them. */
const FORMS: { readonly [F in FormName]: FormStates<StepOf<F>> } = {
  task: functionStates,
  wait,
  choice,
  parallel,
  map,
  approval: functionStates,
};

/** Returns the states of steps that run one after the other, and then go on to `next`. */
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
  const form: FormStates = FORMS[step.form];
  const fallback = canFail(step) && step.fallback;
  return {
    ...form.states(step, next, around, sequenceStates),
    ...(fallback && forwardStates(fallback, next, around)),
  };
}
