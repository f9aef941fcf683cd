import {
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import type { Approval } from "./approval.ts";
import type { ApprovalKey, Approvals } from "./approvals.ts";

export type Answer = Approval | { approved: false; reason: string };

/** `closed`: too late, or the workflow has ended. */
export type Outcome = "answered" | "unknown" | "approved before" | "rejected before" | "closed";

/** What is told to Step Functions about a task that waits. */
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
    else await tasks.fail(kept.token, "Rejected", answer.reason);
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist) return "closed";
    throw error;
  }
  await approvals.close(key, answer.approved ? "approved" : "rejected");
  return "answered";
}
