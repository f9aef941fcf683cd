import { createHash } from "node:crypto";
import type {
  APIGatewayEventRequestContextV2,
  APIGatewayProxyEventV2WithRequestContext,
} from "aws-lambda";

/** The statements of an HTTP API's authorizers about who calls. */
interface Authorizer {
  jwt?: { claims: { sub?: string } };
  iam?: { userId: string; cognitoIdentity?: { identityId: string } | null };
}

export type ApiEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & { authorizer?: Authorizer }
>;

/** Returns the id of a workflow that is started with a key: the same key of another caller is another id. */
export function workflowId(key: string, { requestContext }: ApiEvent): string {
  const caller = callerOf(requestContext.authorizer);
  if (caller === undefined) return key;
  return `${key}-${createHash("sha256").update(caller).digest("hex").slice(0, 12)}`;
}

/** @returns undefined where another kind of authorizer, or none, lets callers in */
function callerOf({ jwt, iam }: Authorizer = {}): string | undefined {
  // A role has an id for each session, `AROA…:name`: one service may repeat its request in another.
  return jwt?.claims.sub ?? iam?.cognitoIdentity?.identityId ?? iam?.userId.split(":")[0];
}
