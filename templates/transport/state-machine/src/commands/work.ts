import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  ExecutionDoesNotExist,
  type ExecutionStatus,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { readCaughtError } from "../runtime/run-step.ts";
import { type StepError, steps } from "../workflow.ts";

/** Work that has failed for good and waits for a person. */
export interface Failed {
  id: string;
  /** The state that it came to last. */
  step: string;
  error: StepError;
  since: Date;
}

export const places: readonly string[] = steps;

/** The time during which an execution can be redriven ("RedriveExecution"). */
const REDRIVABLE_MS = 14 * 86_400_000;

/** Executions that have failed, and can be redriven still. */
export async function* failedWork(stack: string): AsyncGenerator<Failed> {
  const sfn = new SFNClient();
  for await (const { execution, step } of failedExecutions(sfn, stack)) {
    const { name = "", stopDate = new Date(0) } = execution;
    yield { id: name, step, error: errorOf(execution), since: stopDate };
  }
}

async function* failedExecutions(sfn: SFNClient, stack: string) {
  const stateMachineArn = await stateMachineArnOf(sfn, stack);
  const statuses: ExecutionStatus[] = ["FAILED", "TIMED_OUT", "ABORTED"];
  for (const statusFilter of statuses) {
    let nextToken: string | undefined;
    do {
      const page = await sfn.send(
        new ListExecutionsCommand({ stateMachineArn, statusFilter, nextToken }),
      );
      for (const { executionArn, stopDate } of page.executions ?? []) {
        if (Number(stopDate) < Date.now() - REDRIVABLE_MS) continue;
        const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
        yield { execution, step: await lastState(sfn, executionArn) };
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
}

/** @throws where no state machine has the name of the stack */
async function stateMachineArnOf(sfn: SFNClient, stack: string): Promise<string> {
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(new ListStateMachinesCommand({ nextToken }));
    const found = page.stateMachines?.find(({ name }) => name === stack);
    if (found?.stateMachineArn) return found.stateMachineArn;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  throw new Error(`The state machine ${stack} does not exist.`);
}

async function lastState(sfn: SFNClient, executionArn: string | undefined): Promise<string> {
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, nextToken }),
    );
    const entered = page.events?.find((event) => event.stateEnteredEventDetails);
    if (entered) return entered.stateEnteredEventDetails?.name ?? "";
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return "";
}

function errorOf({ status, error, cause }: DescribeExecutionCommandOutput): StepError {
  return readCaughtError({ Error: error ?? String(status), ...(cause && { Cause: cause }) });
}

/** Redrives all failed executions, or those that failed in one step. Yields a line for each action. */
export async function* redrive(stack: string, only?: string): AsyncGenerator<string> {
  const sfn = new SFNClient();
  for await (const { execution, step } of failedExecutions(sfn, stack)) {
    const { name, executionArn, redriveStatus, redriveStatusReason } = execution;
    const failed = / failed$/.exec(step);
    if (only !== undefined && step.slice(0, failed?.index) !== only) continue;
    if (failed) {
      yield `${name}: it ended in ${step}, so that it would end there again. Start it under another name.`;
    } else if (redriveStatus !== "REDRIVABLE") {
      yield `${name}: it cannot be redriven. ${redriveStatusReason ?? ""}`.trimEnd();
    } else {
      await sfn.send(new RedriveExecutionCommand({ executionArn }));
      yield `${name}: it goes on from ${step}.`;
    }
  }
}

/** Tells how far a workflow is; undefined where nothing is known of it. */
export async function statusOf(
  stack: string,
  id: string,
  _days?: number,
): Promise<string | undefined> {
  const sfn = new SFNClient();
  const machine = await stateMachineArnOf(sfn, stack);
  const executionArn = `${machine.replace(":stateMachine:", ":execution:")}:${id}`;
  try {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return await told(sfn, execution);
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}

async function told(sfn: SFNClient, execution: DescribeExecutionCommandOutput): Promise<string> {
  const { status, output = "{}", executionArn, stopDate } = execution;
  const state = await lastState(sfn, executionArn);
  const at = stopDate?.toISOString();
  if (status === "RUNNING") return `is under way, in ${state}`;
  if (status === "SUCCEEDED") {
    const { failure } = JSON.parse(output);
    return failure
      ? `ended as compensated at ${at}, after ${inWords(readCaughtError(failure))}`
      : `succeeded at ${at}`;
  }
  return `failed in ${state} at ${at}, after ${inWords(errorOf(execution))}`;
}

const inWords = ({ name, message }: StepError) => `${name}: ${message}`;
