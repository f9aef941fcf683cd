import type { CommonPlan, Plan } from "../../plan/plan.ts";
import { pascalCase } from "../../workflow/letter-case.ts";
import { COMPENSATED } from "./compensation-states.ts";
import { stateMachine, type TimedStateMachine } from "./state-machine.ts";

/** The plan of a workflow that a state machine runs. */
export interface StateMachinePlan extends Plan {
  readonly definition: TimedStateMachine;
}

/** Plans the definition of the state machine. */
export function plan(common: CommonPlan): StateMachinePlan {
  const definition = stateMachine(common.workflow, functionReference);
  const compensated = COMPENSATED in definition.States;
  const compensates = common.steps.some(({ role }) => role === "compensation");
  return {
    ...common,
    definition,
    outcomes: { compensated, failed: true, compensationFailed: compensated && compensates },
  };
}

/**
 * Returns the reference of the state machine's definition to a function; what is deployed says what it stands for.
 */
function functionReference(step: string): string {
  return `\${${pascalCase(step)}Function}`;
}
