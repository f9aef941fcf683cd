import type { Context } from "aws-lambda";
import { PermanentError, type WorkflowState } from "../workflow.ts";
import { isPermanent } from "./error-name.ts";
import { readExecutionState } from "./execution-state.ts";
import { dynamoDbStore, type IdempotencyStore, oncePerWorkflow } from "./idempotency.ts";
import { logger } from "./logger.ts";

/** A step behind a task state of `workflow.asl.json`. */
export interface TaskStep {
  name: string;
  run: (state: WorkflowState) => unknown;
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
    try {
      if (step.idempotency === "natural") return (await step.run(state)) ?? null;
      return await oncePerWorkflow(step, idempotencyStore())(state, context);
    } catch (error) {
      log.error("The step failed", { error });
      throw asStateMachineError(error, step.namedErrors);
    }
  };
}

/** A permanent error that the state machine has no route for goes by the name it knows. */
function asStateMachineError(error: unknown, namedErrors: readonly string[]): unknown {
  const named = error instanceof Error && namedErrors.includes(error.name);
  if (named || !isPermanent(error, namedErrors)) return error;
  return new PermanentError(error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}
