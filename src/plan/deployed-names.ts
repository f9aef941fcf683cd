import type { Deployment } from "../deployment/model.ts";
import { transportOf } from "../transports/registry.ts";
import type { Plan } from "./plan.ts";
import { stackName } from "./stack-name.ts";

/** "Amazon SQS message quotas", and "Step Functions quotas": names of queues and of state machines. */
const MAX_NAME = 80;

/** Returns how long the name of a stack may be, so that all that was counted with it fits. */
export function longestStackName(plan: Plan): number {
  const queues = transportOf(plan).queueNames(plan);
  const longest = Math.max(0, ...queues.map((queue) => `-${queue}`.length));
  return Math.min(stackName(plan.workflow).length, MAX_NAME - longest);
}

/** Returns how long the longest name of a function is that is made of the stack and its entry. */
export function longestFunctionName(plan: Plan, { functions }: Deployment): number {
  return longestStackName(plan) + 1 + Math.max(...functions.map(({ name }) => name.length));
}
