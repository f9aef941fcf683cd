import type { Context, EventBridgeEvent } from "aws-lambda";
import { logger } from "./logger.ts";
import { readStartRequest, type StartWorkflow } from "./start-request.ts";

/** The Lambda handler of the event: each event starts one workflow, the input is its detail. */
export function startHandler(startWorkflow: StartWorkflow) {
  return async (
    { id, detail }: Pick<EventBridgeEvent<string, unknown>, "id" | "detail">,
    context: Context,
  ): Promise<void> => {
    await startWorkflow(await readStartRequest(id, detail), context);
    logger.info("The workflow is started", { workflowId: id });
  };
}
