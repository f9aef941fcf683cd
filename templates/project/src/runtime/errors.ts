import { inspect } from "node:util";
import { PermanentError, type StepError } from "../workflow.ts";

/** Characters of an error's message that go on with the workflow. */
const MAX_MESSAGE = 1000;

/** A permanent error that the workflow has no route for goes by the name `PermanentError`. */
export function toStepError(error: unknown, namedErrors: readonly string[]): StepError {
  const { name, message } = asError(error);
  const isUnnamed = error instanceof PermanentError && !namedErrors.includes(name);
  return { name: isUnnamed ? "PermanentError" : name, message: shortened(message) };
}

/** Turns what was thrown into an error, named after its type where it is none: `throw "text"`. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const error = new Error(typeof thrown === "string" ? thrown : inspect(thrown));
  error.name = typeof thrown;
  return error;
}

function shortened(message: string): string {
  return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
}

/** The error of a step that crashed or was stopped by its timeout: it could not say why. */
export const NO_ANSWER: StepError = {
  name: "NoAnswer",
  message: "The step crashed or timed out.",
};
