import type { Context } from "aws-lambda";
import { logger } from "./logger.ts";
import { readStartRequest, type StartWorkflow } from "./start-request.ts";

/** The event that the schedule sends. */
export interface ScheduledStart {
  /** E.g. `2026-01-31T08:00:00Z`. */
  scheduledTime: string;
}

/** The Lambda handler of the schedule: each of its times starts one workflow. */
export function startHandler(startWorkflow: StartWorkflow) {
  return async (event: ScheduledStart, context: Context): Promise<void> => {
    const id = String(event.scheduledTime).replaceAll(/\W/g, "-");
    await startWorkflow(await readStartRequest(id, event), context);
    logger.info("The workflow is started", { workflowId: id });
  };
}
