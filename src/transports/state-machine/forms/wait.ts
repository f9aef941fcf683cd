import type { WaitStep } from "../../../workflow/workflow.ts";
import { commentOf } from "../state.ts";
import type { FormStates } from "./form-states.ts";

export const wait: FormStates<WaitStep> = {
  states: (step, next) => ({
    [step.name]: { Type: "Wait", ...commentOf(step), Seconds: step.seconds, Next: next },
  }),
};
