import { counted } from "../../messages/words.ts";
import { targetInWords } from "../../prompts/target-question.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { RoutedWorkflow } from "../../workflow/workflow.ts";

const TRANSPORTS = {
  queue: "SQS queues",
  "state-machine": "a Step Functions state machine",
} as const satisfies Record<RoutedWorkflow["transport"], string>;

/**
 * Returns how many steps a workflow has, what carries its work, and what deploys it: `5 steps on SQS queues, deployed
 * with AWS SAM`.
 */
export const sizeOf = (workflow: RoutedWorkflow): string =>
  `${counted(allSteps(workflow).length, "step")} on ${TRANSPORTS[workflow.transport]}, deployed with ${targetInWords(workflow)}`;
