import type { Step } from "../workflow/workflow.ts";
import { approval } from "./approval.ts";
import { choice } from "./choice.ts";
import type { Form, FormName, StepOf } from "./form.ts";
import { map } from "./map.ts";
import { parallel } from "./parallel.ts";
import { task } from "./task.ts";
import { wait } from "./wait.ts";

/** Every form of step, in the order in which they are named. */
export const FORMS: { readonly [F in FormName]: Form<StepOf<F>> } = {
  task,
  wait,
  choice,
  parallel,
  map,
  approval,
};

export const FORM_NAMES = Object.keys(FORMS) as readonly FormName[];

/** Returns the form of a step. */
export const formOf = (step: Step): Form => FORMS[step.form];
