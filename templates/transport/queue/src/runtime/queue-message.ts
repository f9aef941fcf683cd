import type { SQSRecord } from "aws-lambda";
import type { StepError, WorkflowInput, WorkflowState } from "../workflow.ts";

/** Reads the workflow state from a message; the first one of a workflow has only `id` and `input`. */
export function readMessage(body: string): WorkflowState {
  const message: Partial<WorkflowState> | null = JSON.parse(body);
  if (typeof message?.id !== "string" || message.id === "") {
    throw new TypeError('A message needs the id of its workflow: { "id": "…", "input": { … } }.');
  }
  const { id, input = {} as WorkflowInput, results = {}, errors = {} } = message;
  return { id, input, results, errors };
}

/** Tries that were made with an earlier message, before this one took its place. */
export function readTriesBefore({ messageAttributes }: SQSRecord): number {
  return Number(messageAttributes.TriesBefore?.stringValue ?? 0);
}

export function withResult(state: WorkflowState, key: string, result: unknown): WorkflowState {
  return { ...state, results: { ...state.results, [key]: result } };
}

export function withError(state: WorkflowState, key: string, error: StepError): WorkflowState {
  return { ...state, errors: { ...state.errors, [key]: error } };
}
