import type { Context } from "aws-lambda";
import { type ApprovalStep, requestOf } from "./approval.ts";
import { type Approvals, dynamoDbApprovals } from "./approvals.ts";
import { readExecutionState } from "./execution-state.ts";
import { taskHandler } from "./task-handler.ts";

/** What the state machine gives to the function of an approval. */
export interface Waiting {
  /** Whoever has it can answer: it goes nowhere but into the table. */
  token: string;
  state: unknown;
}

/** The Lambda handler of an approval: the token is kept before anybody is asked. */
export function approvalHandler(
  step: ApprovalStep,
  approvals: () => Approvals = dynamoDbApprovals,
  ask: (execution: unknown, context: Context) => Promise<unknown> = taskHandler(step),
) {
  return async ({ token, state }: Waiting, context: Context): Promise<void> => {
    await approvals().open(requestOf(step, readExecutionState(state)), token);
    await ask(state, context);
  };
}
