import type { Context } from "aws-lambda";
import { logger } from "./logger.ts";

/** The things that a step may use besides the state. */
export interface StepContext {
  /** Aborted just before the function is stopped by its timeout: for `fetch` and whatever else takes one. */
  signal: AbortSignal;
  /** Says on each line which workflow and which step it is about. */
  logger: typeof logger;
}

/** Milliseconds in which a step that is told to stop can still say so. */
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
