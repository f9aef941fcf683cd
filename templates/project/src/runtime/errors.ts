import { PermanentError, type StepError } from "../workflow.ts";

/** Whether repeating is pointless: the step says so, or the workflow has a route for this very error. */
export function isPermanent(error: unknown, namedErrors: readonly string[]): boolean {
  return error instanceof PermanentError || namedErrors.includes(toStepError(error).name);
}

export function toStepError(error: unknown): StepError {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: typeof error, message: String(error) };
}

/** The error of a step that crashed or was stopped by its timeout: it could not say why. */
export const NO_ANSWER: StepError = {
  name: "NoAnswer",
  message: "The step crashed or timed out.",
};
