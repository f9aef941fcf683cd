import { PermanentError, type StepError } from "../workflow.ts";

/** Characters of an error's message that go on with the workflow. */
const MAX_MESSAGE = 1000;

/** A permanent error that the workflow has no route for goes by the name `PermanentError`. */
export function toStepError(error: unknown, namedErrors: readonly string[]): StepError {
  if (!(error instanceof Error)) return { name: typeof error, message: shortened(String(error)) };
  const { name } = error;
  const isUnnamed = error instanceof PermanentError && !namedErrors.includes(name);
  return { name: isUnnamed ? "PermanentError" : name, message: shortened(error.message) };
}

function shortened(message: string): string {
  return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
}

/** The error of a step that crashed or was stopped by its timeout: it could not say why. */
export const NO_ANSWER: StepError = {
  name: "NoAnswer",
  message: "The step crashed or timed out.",
};
