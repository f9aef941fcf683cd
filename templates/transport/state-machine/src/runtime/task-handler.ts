import type { Context } from "aws-lambda";
import { PermanentError } from "../workflow.ts";
import { toStepError } from "./errors.ts";
import { readExecutionState } from "./execution-state.ts";
import { dynamoDbStore, type IdempotencyStore, oncePerWorkflow } from "./idempotency.ts";
import { logger } from "./logger.ts";
import { type RunnableStep, runStep } from "./run-step.ts";

/** A step behind a task state of `workflow.asl.json`. */
export interface TaskStep extends RunnableStep {
  idempotency: "guarded" | "natural";
  /** Errors that the state machine has a route for. */
  namedErrors: readonly string[];
}

let store: IdempotencyStore | undefined;

/** Made when it is first needed and kept for the life of the execution environment. */
function sharedStore(): IdempotencyStore {
  store ??= dynamoDbStore();
  return store;
}

/** The Lambda handler of a step: the state machine retries and routes what it throws. */
export function taskHandler(
  step: TaskStep,
  idempotencyStore: () => IdempotencyStore = sharedStore,
) {
  return async (execution: unknown, context: Context): Promise<unknown> => {
    const state = readExecutionState(execution);
    const log = logger.createChild({ persistentKeys: { workflowId: state.id, step: step.name } });
    const work = () => runStep(step, state);
    try {
      if (step.idempotency === "natural") return await work();
      return await oncePerWorkflow(step.name, state, context, idempotencyStore(), work);
    } catch (error) {
      log.error("The step failed", { error });
      throw asStateMachineError(error, step.namedErrors);
    }
  };
}

/** The state machine tells errors apart by their names. */
function asStateMachineError(error: unknown, namedErrors: readonly string[]): unknown {
  const { name, message } = toStepError(error, namedErrors);
  const isUnnamed = error instanceof PermanentError && error.name !== name;
  return isUnnamed ? new PermanentError(message, { cause: error }) : error;
}
