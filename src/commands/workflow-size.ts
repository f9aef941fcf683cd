import { counted } from "../plan/in-words.ts";
import { allSteps } from "../workflow/traversal.ts";
import type { RoutedWorkflow } from "../workflow/workflow.ts";

const TRANSPORTS = {
  queue: "SQS queues",
  "state-machine": "a Step Functions state machine",
} as const satisfies Record<RoutedWorkflow["transport"], string>;

/** Returns how many steps a workflow has, and what carries its work: `5 steps on SQS queues`. */
export const sizeOf = (workflow: RoutedWorkflow): string =>
  `${counted(allSteps(workflow).length, "step")} on ${TRANSPORTS[workflow.transport]}`;
