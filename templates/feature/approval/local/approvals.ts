import { TaskTimedOut } from "@aws-sdk/client-sfn";
import type { Context } from "aws-lambda";
import { type ApprovalStep, approvalHandler, requestOf } from "../src/runtime/approval.ts";
import {
  type ApprovalKey,
  type Approvals,
  answerApproval,
  type KeptApproval,
  type WaitingTasks,
} from "../src/runtime/approvals.ts";
import { readCaughtError } from "../src/runtime/run-step.ts";
import { readExecutionState, type TaskStep } from "../src/runtime/task-handler.ts";
import type { Definition, Json, Surroundings, TaskHandler } from "./engine.ts";

type LambdaHandler = (execution: unknown, context: Context) => Promise<unknown>;

const WAITS_FOR_TOKEN = `arn:\${Partition}:states:::lambda:invoke.waitForTaskToken`;
const PAYLOAD = { "token.$": "$$.Task.Token", "state.$": "$" };

interface WaitingState {
  Resource: string;
  Parameters?: { FunctionName: string; Payload: unknown };
}

/**
 * The definition as the local engine can run it. The engine knows no task tokens, so that a task
 * that waits for one becomes a task of its function, and {@link localApprovals} does the waiting.
 *
 * @throws where a task that waits is given something else than its token and the state.
 */
export function withoutTokens(definition: Definition): Definition {
  return JSON.parse(JSON.stringify(definition), (_key, value) =>
    value?.Resource === WAITS_FOR_TOKEN ? withoutToken(value) : value,
  );
}

function withoutToken({ Parameters, ...state }: WaitingState): WaitingState {
  if (JSON.stringify(Parameters?.Payload) !== JSON.stringify(PAYLOAD)) {
    throw new Error("workflow.asl.json: a task that waits is given its token and the state.");
  }
  return { ...state, Resource: String(Parameters?.FunctionName) };
}

export function isApproval(step: TaskStep | ApprovalStep): step is ApprovalStep {
  return "answerWithinSeconds" in step;
}

/** Stands in for the person who is asked, and for Step Functions, which waits for the answer. */
export interface LocalApprovals {
  /** The Lambda handler of an approval, with a token of its own each time that it asks. */
  handler(step: ApprovalStep, ask: LambdaHandler): LambdaHandler;
  /** Asks, and waits for the answer as long as the state machine does. */
  answered(step: ApprovalStep, ask: TaskHandler): TaskHandler;
}

export function localApprovals(
  definition: Definition,
  { clock, injection }: Surroundings,
): LocalApprovals {
  const approvals = memoryApprovals();
  const waiting = new Map<string, { resolve(answer: Json): void; reject(error: Error): void }>();
  let tokens = 0;

  const end = (token: string) => {
    const task = waiting.get(token);
    if (!task) throw new TaskTimedOut({ message: "The task has been closed.", $metadata: {} });
    waiting.delete(token);
    return task;
  };
  const tasks: WaitingTasks = {
    succeed: async (token, output) => end(token).resolve(JSON.parse(output)),
    fail: async (token, error, cause) => end(token).reject(named(error, cause)),
  };
  const waitFor = async (token: string, milliseconds: number, answer: () => Promise<unknown>) => {
    let timer = 0;
    const ended = new Promise<Json>((resolve, reject) => {
      waiting.set(token, { resolve, reject });
      const giveUp = () => end(token).reject(named("States.Timeout", ""));
      timer = clock.setTimer(giveUp, milliseconds);
    });
    await answer();
    return ended.finally(() => clock.clearTimer(timer));
  };

  return {
    handler(step, ask) {
      const handler = approvalHandler(step, () => approvals, ask);
      return async (state, context) => {
        tokens += 1;
        await handler({ token: `token-${tokens}`, state }, context);
        return null;
      };
    },
    answered(step, ask) {
      const seconds = timeoutOf(definition, step.name);
      return async (input) => {
        const deadline = clock.now() + seconds * 1000;
        await ask(input);
        const state = readExecutionState(input);
        const request = requestOf(step, state);
        const kept = await approvals.find(request);
        const given = injection.answerTo(step.name);
        try {
          const result = await waitFor(kept?.token ?? "", deadline - clock.now(), async () => {
            if (given) await answerApproval(request, given, approvals, tasks);
          });
          injection.recordAnswer(step.name, state);
          return result;
        } catch (error) {
          const { name, message } = error as Error;
          injection.recordAnswer(
            step.name,
            state,
            readCaughtError({ Error: name, Cause: message }),
          );
          throw error;
        }
      };
    },
  };
}

/** Seconds that the state machine waits in a task state, wherever it is. */
function timeoutOf(definition: Definition, name: string): number {
  let seconds = Number.NaN;
  JSON.stringify(definition, (key, value) => {
    if (key === name && value?.Type === "Task") seconds = value.TimeoutSeconds;
    return value;
  });
  return seconds;
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** Keeps in memory what waits for an answer. */
export function memoryApprovals(): Approvals {
  const kept = new Map<string, KeptApproval>();
  const nameOf = ({ workflowId, step }: ApprovalKey) => `${workflowId} ${step}`;
  return {
    open: async (request, token) => void kept.set(nameOf(request), { token }),
    find: async (key) => kept.get(nameOf(key)),
    async close(key, answer) {
      const approval = kept.get(nameOf(key));
      if (approval) kept.set(nameOf(key), { ...approval, answer });
    },
  };
}
