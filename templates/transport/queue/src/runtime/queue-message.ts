import type { StepError, WorkflowState } from "../workflow.ts";

/** Reads the workflow state from a message; the first message of a workflow has only `id` and `input`. */
export function readMessage(body: string): WorkflowState {
  const message: Partial<WorkflowState> | null = JSON.parse(body);
  if (typeof message?.id !== "string" || message.id === "") {
    throw new TypeError('A message needs the id of its workflow: { "id": "…", "input": { … } }.');
  }
  return {
    id: message.id,
    input: message.input ?? {},
    results: message.results ?? {},
    errors: message.errors ?? {},
  };
}

export function withResult(state: WorkflowState, key: string, result: unknown): WorkflowState {
  const { [key]: _mended, ...errors } = state.errors as Record<string, StepError>;
  return { ...state, results: { ...state.results, [key]: result }, errors };
}

export function withError(state: WorkflowState, key: string, error: StepError): WorkflowState {
  return { ...state, errors: { ...state.errors, [key]: error } };
}
