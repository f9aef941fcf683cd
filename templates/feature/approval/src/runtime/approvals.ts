import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { Approval, ApprovalRequest } from "./approval.ts";
import { shortened } from "./run-step.ts";

/** Longer than an answer is looked for that comes too late, or twice. */
const KEPT_AFTERWARDS_SECONDS = 30 * 24 * 60 * 60;

/** A question that was asked: open, until it has its answer. */
export interface KeptApproval {
  token: string;
  answer?: "approved" | "rejected";
}

export type ApprovalKey = Pick<ApprovalRequest, "workflowId" | "step">;

/** The questions that wait for an answer, by workflow and step. */
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

export type Answer = Approval | { approved: false; reason: string };

/** `closed`: too late, or the workflow has ended. */
export type Outcome = "answered" | "unknown" | "approved before" | "rejected before" | "closed";

/** The calls that tell Step Functions about a task that waits. */
export interface WaitingTasks {
  succeed(token: string, output: string): Promise<unknown>;
  fail(token: string, error: string, cause: string): Promise<unknown>;
}

export function tasksInAws(client = new SFNClient()): WaitingTasks {
  return {
    succeed: (taskToken, output) => client.send(new SendTaskSuccessCommand({ taskToken, output })),
    fail: (taskToken, error, cause) =>
      client.send(new SendTaskFailureCommand({ taskToken, error, cause })),
  };
}

/** Gives the workflow the answer that it waits for. The first one counts. */
export async function answerApproval(
  key: ApprovalKey,
  answer: Answer,
  approvals: Approvals,
  tasks: WaitingTasks,
): Promise<Outcome> {
  const kept = await approvals.find(key);
  if (!kept) return "unknown";
  if (kept.answer) return `${kept.answer} before`;
  try {
    if (answer.approved) await tasks.succeed(kept.token, JSON.stringify(answer));
    else await tasks.fail(kept.token, "Rejected", shortened(answer.reason));
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist) return "closed";
    throw error;
  }
  await approvals.close(key, answer.approved ? "approved" : "rejected");
  return "answered";
}
