import {
  ExecutionAlreadyExists,
  SFNClient,
  StartExecutionCommand,
  type StartExecutionCommandInput,
} from "@aws-sdk/client-sfn";
import type { Context } from "aws-lambda";
import { logger } from "./logger.ts";
import type { StartRequest } from "./start-request.ts";

export type StartExecution = (input: StartExecutionCommandInput) => Promise<unknown>;

let client: SFNClient | undefined;

/** Made when it is first needed and kept for the life of the execution environment. */
function startInAws(input: StartExecutionCommandInput): Promise<unknown> {
  client ??= new SFNClient();
  return client.send(new StartExecutionCommand(input));
}

/** Starts an execution of this name, unless there has been one in the last 90 days. */
export async function startWorkflow(
  { id, input }: StartRequest,
  _context: Context,
  startExecution: StartExecution = startInAws,
): Promise<void> {
  try {
    await startExecution({
      stateMachineArn: process.env.STATE_MACHINE_ARN,
      name: id,
      input: JSON.stringify(input),
    });
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    logger.info("The workflow was started before", { workflowId: id });
  }
}
