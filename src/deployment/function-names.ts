import { longestStackName } from "../plan/deployed-names.ts";
import type { Plan } from "../plan/plan.ts";
import type { Deployment } from "./model.ts";

/** Returns how long the longest name of a function is that is made of the stack and its entry. */
export function longestFunctionName(plan: Plan, { functions }: Deployment): number {
  return longestStackName(plan) + 1 + Math.max(...functions.map(({ name }) => name.length));
}
