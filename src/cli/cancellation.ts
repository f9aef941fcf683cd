import type { Message } from "../messages/message.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** An error that stops a run because the user cancelled it. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The message of a run that was cancelled, once it has tidied up. */
export const CANCELLED: Message = {
  code: "CANCELLED",
  message: "Cancelled; nothing was written.",
};

/** Turns the first signal that would end the process into an abort, so that the run can tidy up; later ones do nothing. */
export function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => controller.abort(new Cancelled(signal)));
  return controller.signal;
}

/**
 * Returns whether an error means that somebody cancelled: a signal, or Ctrl-C at one of inquirer's prompts.
 */
export function isCancellation(error: unknown): boolean {
  return (
    error instanceof Error &&
    ["Cancelled", "ExitPromptError", "AbortPromptError"].includes(error.name)
  );
}
