import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { ApprovalRequest } from "./approval.ts";

/** Longer than an answer is looked for that comes too late, or twice. */
const KEPT_AFTERWARDS_SECONDS = 30 * 24 * 60 * 60;

/** What was asked: open, until it has its answer. */
export interface KeptApproval {
  token: string;
  answer?: "approved" | "rejected";
}

export type ApprovalKey = Pick<ApprovalRequest, "workflowId" | "step">;

/** What waits for an answer, by workflow and step. */
export interface Approvals {
  /** Takes the place of what the same step has asked before. */
  open(request: ApprovalRequest, token: string): Promise<void>;
  find(key: ApprovalKey): Promise<KeptApproval | undefined>;
  close(key: ApprovalKey, answer: "approved" | "rejected"): Promise<void>;
}

let approvals: Approvals | undefined;

/** Made when it is first needed and kept for the life of the execution environment. */
export function dynamoDbApprovals(): Approvals {
  approvals ??= approvalsIn(process.env.APPROVAL_TABLE ?? "");
  return approvals;
}

export function approvalsIn(table: string): Approvals {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  return {
    async open({ workflowId, step, expiresAt }, token) {
      const expiration = Math.ceil(Date.parse(expiresAt) / 1000) + KEPT_AFTERWARDS_SECONDS;
      const Item = { workflowId, step, token, expiration };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    async find({ workflowId, step }) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { workflowId, step }, ConsistentRead: true }),
      );
      return Item as KeptApproval | undefined;
    },
    async close({ workflowId, step }, answer) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { workflowId, step },
          UpdateExpression: "SET answer = :answer",
          ExpressionAttributeValues: { ":answer": answer },
        }),
      );
    },
  };
}
