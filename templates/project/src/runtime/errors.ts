import { PermanentError, type StepError } from "../workflow.ts";

/** A permanent error that the workflow has no route for goes by the name `PermanentError`. */
export function toStepError(error: unknown, namedErrors: readonly string[]): StepError {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { name, message } = error;
  const isUnnamed = error instanceof PermanentError && !namedErrors.includes(name);
  return { name: isUnnamed ? "PermanentError" : name, message };
}

/** The error of a step that crashed or was stopped by its timeout: it could not say why. */
export const NO_ANSWER: StepError = {
  name: "NoAnswer",
  message: "The step crashed or timed out.",
};
