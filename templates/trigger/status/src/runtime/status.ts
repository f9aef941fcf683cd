import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  InvalidArn,
  SFNClient,
} from "@aws-sdk/client-sfn";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { executionArn } from "./execution-arn.ts";
import { respond } from "./json-api.ts";
import { readCaughtError } from "./run-step.ts";

/** How far a workflow is. */
export interface WorkflowStatus {
  id: string;
  status: "running" | "succeeded" | "failed" | "compensated" | "compensation-failed";
  /** The step that was begun last, while the workflow is running. */
  step?: string;
  /** The name of the error with which it ended. Its message may be nobody else's business. */
  error?: string;
}

/** What is asked of Step Functions. */
export interface Executions {
  describe(executionArn: string): Promise<DescribeExecutionOutput>;
  /** The latest events, newest first. */
  history(executionArn: string): Promise<HistoryEvent[]>;
}

let executions: Executions | undefined;

/** Made when it is first needed and kept for the life of the execution environment. */
export function executionsInAws(): Executions {
  if (executions) return executions;
  const client = new SFNClient();
  executions = {
    describe: (executionArn) => client.send(new DescribeExecutionCommand({ executionArn })),
    async history(executionArn) {
      const latest = { executionArn, reverseOrder: true, maxResults: 1000 };
      const { events = [] } = await client.send(
        new GetExecutionHistoryCommand({ ...latest, includeExecutionData: false }),
      );
      return events;
    },
  };
  return executions;
}

/** The Lambda handler of the request that asks how far a workflow is. */
export function statusHandler(executions: () => Executions = executionsInAws) {
  return async (
    event: Pick<APIGatewayProxyEventV2, "pathParameters">,
  ): Promise<APIGatewayProxyStructuredResultV2> => {
    const id = event.pathParameters?.id ?? "";
    const status = await readWorkflowStatus(id, executions());
    if (!status) return respond(404, { message: "There is no workflow of this id." });
    return respond(200, status);
  };
}

/** @returns undefined where there is no such workflow */
async function readWorkflowStatus(
  id: string,
  { describe, history }: Executions,
): Promise<WorkflowStatus | undefined> {
  const arn = executionArn(id);
  let execution: DescribeExecutionOutput;
  try {
    execution = await describe(arn);
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist || error instanceof InvalidArn) return undefined;
    throw error;
  }
  switch (execution.status) {
    case "RUNNING":
    case "PENDING_REDRIVE": {
      const step = lastStep(await history(arn));
      return { id, status: "running", ...(step === undefined ? {} : { step }) };
    }
    case "SUCCEEDED":
      return { id, status: "succeeded" };
    default: {
      const { name } = readCaughtError({ Error: execution.error ?? String(execution.status) });
      return { id, status: ending(await history(arn)), error: name };
    }
  }
}

function lastStep(events: HistoryEvent[]): string | undefined {
  return events.find(({ type }) => type === "TaskStateEntered")?.stateEnteredEventDetails?.name;
}

function ending(events: HistoryEvent[]): WorkflowStatus["status"] {
  const last = events.find(({ type }) => type === "FailStateEntered");
  switch (last?.stateEnteredEventDetails?.name) {
    case "Compensated":
      return "compensated";
    case "CompensationFailed":
      return "compensation-failed";
    default:
      return "failed";
  }
}
