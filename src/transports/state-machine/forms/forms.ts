import type { FormName, StepOf } from "../../../forms/form.ts";
import type { Step } from "../../../workflow/workflow.ts";
import { choice } from "./choice.ts";
import type { FormStates } from "./form-states.ts";
import { functionStates } from "./function-states.ts";
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

/** Returns the states of the form that a step has. */
export const statesOf = (step: Step): FormStates => FORMS[step.form];
