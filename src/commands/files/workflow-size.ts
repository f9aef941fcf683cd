import { counted } from "../../messages/words.ts";
import { targetInWords } from "../../prompts/target-question.ts";
import { descriptions } from "../../transports/descriptions.ts";
import { allSteps } from "../../workflow/steps/traversal.ts";
import type { WorkflowWithTransport } from "../../workflow/workflow.ts";

/**
 * Returns how many steps a workflow has, what carries its work, and what deploys it: `5 steps on SQS queues, deployed
 * with AWS SAM`.
 */
export const sizeOf = (workflow: WorkflowWithTransport): string =>
  `${counted(allSteps(workflow).length, "step")} on ${descriptions[workflow.transport].words.service}, deployed with ${targetInWords(workflow)}`;
