import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { type Executions, executionsInAws, readWorkflowStatus } from "./workflow-status.ts";

/** The Lambda handler of the request that asks how far a workflow is. */
export function statusHandler(executions: () => Executions = executionsInAws) {
  return async (
    event: Pick<APIGatewayProxyEventV2, "pathParameters">,
  ): Promise<APIGatewayProxyStructuredResultV2> => {
    const id = event.pathParameters?.id ?? "";
    const status = await readWorkflowStatus(id, executions());
    return {
      statusCode: status ? 200 : 404,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(status ?? { message: "There is no workflow of this id." }),
    };
  };
}
