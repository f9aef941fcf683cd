const DURATION_UNITS: readonly (readonly [pattern: RegExp, unit: string])[] = [
  [/^(?:ms|milliseconds?)$/, "ms"],
  [/^s(?:ecs?|econds?)?$/, "s"],
  [/^m(?:ins?|inutes?)?$/, "m"],
];

const RATE_UNITS: readonly (readonly [pattern: RegExp, unit: string])[] = [
  [/^(?:s(?:ecs?|econds?)?)?$/, "s"],
  [/^m(?:ins?|inutes?)?$/, "m"],
  [/^h(?:rs?|ours?)?$/, "h"],
  [/^d(?:ays?)?$/, "d"],
];

const unitOf = (units: typeof RATE_UNITS, word: string): string | undefined =>
  units.find(([pattern]) => pattern.test(word))?.[1];

/** Returns what somebody most likely meant by `1500`, `1.5 sec`, `512MB`, `100 per second` or `100`. */
export function meantExpectation(
  field: "duration" | "rate" | "memory",
  value: unknown,
): string | undefined {
  const text = String(value).trim().toLowerCase();
  const [, amount, rest = ""] = /^(\d+(?:\.\d+)?)\s*(.*)$/.exec(text) ?? [];
  if (amount === undefined) return undefined;
  if (field === "memory") return meantMemory(Number(amount), rest);
  if (field === "rate") {
    const unit = unitOf(RATE_UNITS, rest.replace(/^(?:runs\s*)?(?:\/|per\b|an?\b)?\s*/, ""));
    return unit && `${amount}/${unit}`;
  }
  // A bare number is seconds, where so many seconds are not too long for a function.
  if (rest === "") return Number(amount) < 900 ? `${amount}s` : `${amount}ms`;
  const unit = unitOf(DURATION_UNITS, rest);
  return unit && `${amount}${unit}`;
}

function meantMemory(amount: number, word: string): string | undefined {
  const factor = /^gi?b?$/.test(word) ? 1_024 : 1;
  const megabytes = amount * factor;
  const isMemory = /^[mg]?i?b?$/.test(word) && Number.isInteger(megabytes);
  return isMemory && megabytes > 0 ? String(megabytes) : undefined;
}
