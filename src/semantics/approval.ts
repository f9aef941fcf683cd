/** The error of an approval that somebody has rejected. */
export const REJECTED = "Rejected";

/** The error of an approval that nobody has answered; what Step Functions calls `States.Timeout`. */
export const TIMED_OUT = "TimedOut";

/** Errors of an approval that its function does not throw. */
export const ANSWER_ERRORS: readonly string[] = [REJECTED, TIMED_OUT];
