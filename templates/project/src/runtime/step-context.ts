import type { Context } from "aws-lambda";
import { logger } from "./logger.ts";

/** The second parameter of a step, besides the state. */
export interface StepContext {
  /** Aborted just before the function is stopped by its timeout: for `fetch` and whatever else takes one. */
  signal: AbortSignal;
  /** Says on each line which workflow and which step it is about. */
  logger: typeof logger;
}

/** Milliseconds for a step to report an error after its signal is aborted. */
const TO_SAY_SO = 500;

export function stepContext(context: Context): StepContext {
  return {
    logger,
    // Most steps need no timer.
    get signal() {
      const left = context.getRemainingTimeInMillis() - TO_SAY_SO;
      return AbortSignal.timeout(Math.max(0, Math.floor(left)));
    },
  };
}
