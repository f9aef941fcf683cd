import type { Message } from "../../messages/message.ts";
import { formatDuration } from "../duration.ts";
import type { Refused } from "../grammar/shape.ts";
import { LIMITS } from "../limits.ts";
import { shown } from "./finding.ts";
import { meantExpectation } from "./meant-expectation.ts";
import { meantSeconds } from "./time-words.ts";

/** Explains what is wrong with a duration. @param longest the seconds of the longest that the key takes */
export const invalidDuration =
  (longest = Number.POSITIVE_INFINITY) =>
  ({ value, field, takes, example }: Refused): Message | undefined => {
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    const seconds = meantSeconds(value);
    return {
      code: "INVALID_DURATION",
      message: `${field} takes ${takes}, not ${shown(value)}.`,
      suggestion:
        seconds === undefined
          ? `Write a whole number and s, m, h or d, e.g. "${example}".`
          : seconds > longest
            ? `Write ${formatDuration(longest)} or less${longest === LIMITS.maxTimeoutSeconds ? ", and split longer work into several steps" : ""}.`
            : `Did you mean ${formatDuration(seconds)}?`,
    };
  };

/** Explains what is wrong with what is expected: a duration, a rate or an amount of memory. */
export const invalidExpectation =
  (quantity: "duration" | "rate" | "memory") =>
  ({ value, field, takes, example, isOutOfRange }: Refused): Message => {
    const meant = isOutOfRange ? undefined : meantExpectation(quantity, value);
    return {
      code: isOutOfRange ? "OUT_OF_RANGE" : `INVALID_${quantity.toUpperCase()}`,
      message: `${field} takes ${takes}, not ${shown(value)}.`,
      suggestion: meant === undefined ? `Write e.g. "${example}".` : `Did you mean ${meant}?`,
    };
  };
