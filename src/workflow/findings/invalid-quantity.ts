import { formatDuration } from "../duration.ts";
import { formAt, formKey, type KeyForm } from "../grammar/key-forms.ts";
import { LIMITS } from "../limits.ts";
import { type Finding, type MakeFinding, type Path, shown } from "./finding.ts";
import { meantExpectation } from "./meant-expectation.ts";
import { meantSeconds } from "./time-words.ts";

const DURATION_KEYS = ["timeout", "interval", "maxDelay", "window", "wait"];

/** Says what is wrong with a duration, a rate or an amount of memory; `undefined` for what is none of these. */
export function invalidQuantity(
  value: unknown,
  field: string,
  path: Path,
  issueCode: string,
  finding: MakeFinding,
): Finding | undefined {
  const form = formAt(field, path);
  if (DURATION_KEYS.includes(field) && (typeof value === "string" || typeof value === "number")) {
    const isOfStep = formKey(field, path) === "timeout";
    return finding(
      "INVALID_DURATION",
      `${field} takes ${form.takes}, not ${shown(value)}.`,
      durationFix(value, isOfStep, form),
    );
  }
  if (field !== "duration" && field !== "rate" && field !== "memory") return undefined;
  const isRange = issueCode === "too_small" || issueCode === "too_big";
  const meant = isRange ? undefined : meantExpectation(field, value);
  return finding(
    isRange ? "OUT_OF_RANGE" : `INVALID_${field.toUpperCase()}`,
    `${field} takes ${form.takes}, not ${shown(value)}.`,
    meant === undefined ? `Write e.g. "${form.example}".` : `Did you mean ${meant}?`,
  );
}

function durationFix(value: string | number, isOfStep: boolean, { example }: KeyForm): string {
  const seconds = meantSeconds(value);
  if (seconds === undefined) return `Write a whole number and s, m, h or d, e.g. "${example}".`;
  return isOfStep && seconds > LIMITS.maxTimeoutSeconds
    ? "Write 15m or less, and split longer work into several steps."
    : `Did you mean ${formatDuration(seconds)}?`;
}
