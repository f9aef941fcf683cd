import { startHandler } from "../runtime/start-handler.ts";
import { startWorkflow } from "../runtime/start-workflow.ts";

export const handler = startHandler(startWorkflow);
