import type { StepError, WorkflowState } from "../workflow.ts";

/** What a catcher of the state machine leaves under `errors`. */
interface CaughtError {
  Error: string;
  /** For an error that a function threw: JSON with its message. */
  Cause?: string;
}

/** Reads the workflow state from the input of a task state. */
export function readExecutionState(execution: unknown): WorkflowState {
  const { id, input, results, errors } = execution as WorkflowState;
  const entries = Object.entries(errors as Record<string, CaughtError>);
  return {
    id,
    input,
    results,
    errors: Object.fromEntries(entries.map(([step, error]) => [step, toStepError(error)])),
  };
}

export function toStepError({ Error: name, Cause = "" }: CaughtError): StepError {
  return { name, message: errorMessage(Cause) };
}

/** A function's own error is JSON with its message; an error passed on is JSON of the whole. */
function errorMessage(cause: string): string {
  try {
    const { errorMessage: message, Cause } = JSON.parse(cause);
    if (typeof message === "string") return message;
    return typeof Cause === "string" ? errorMessage(Cause) : cause;
  } catch {
    return cause;
  }
}
