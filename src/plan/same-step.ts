import type { Plan, PlannedStep } from "./plan.ts";

/** The step of the same name in another plan. */
export function sameStep({ task: { name } }: PlannedStep, plan: Plan): PlannedStep | undefined {
  return plan.steps.find(({ task }) => task.name === name);
}
