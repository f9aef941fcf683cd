import type { StepError, WorkflowState } from "../workflow.ts";
import { NO_ANSWER } from "./errors.ts";

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
    errors: Object.fromEntries(entries.map(([step, error]) => [step, readCaughtError(error)])),
  };
}

/** The names that AWS gives to crashes and time-outs mean one thing to a step: there was no answer. */
export function readCaughtError({ Error: name, Cause = "" }: CaughtError): StepError {
  if (/^(?:Lambda|States|Sandbox|Runtime)\./.test(name)) return NO_ANSWER;
  return { name, message: errorMessage(Cause) };
}

function errorMessage(cause: string): string {
  try {
    const { errorMessage } = JSON.parse(cause);
    return typeof errorMessage === "string" ? errorMessage : cause;
  } catch {
    return cause;
  }
}
