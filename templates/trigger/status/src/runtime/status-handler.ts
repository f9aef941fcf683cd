import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { respond } from "./json-api.ts";
import { type Executions, executionsInAws, readWorkflowStatus } from "./workflow-status.ts";

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
