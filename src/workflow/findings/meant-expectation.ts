import { unitOf } from "./time-words.ts";

/** Returns what somebody most likely meant by `1500`, `1.5 sec`, `512MB`, `100 per second` or `100`. */
export function meantExpectation(
  field: "duration" | "rate" | "memory",
  value: unknown,
): string | undefined {
  const text = String(value).trim().toLowerCase();
  const [, amount, rest = ""] = /^(\d+(?:\.\d+)?)\s*(.*)$/.exec(text) ?? [];
  if (amount === undefined || Number(amount) === 0) return undefined;
  if (field === "memory") return meantMemory(Number(amount), rest);
  if (field === "rate") {
    const unit = unitOf(rest.replace(/^(?:runs\s*)?(?:\/|per\b|an?\b)?\s*/, "") || "s");
    return unit && unit !== "ms" ? `${amount}/${unit}` : undefined;
  }
  // A bare number is seconds, where so many seconds are not too long for a function.
  if (rest === "") return Number(amount) < 900 ? `${amount}s` : `${amount}ms`;
  const unit = unitOf(rest);
  return unit && unit !== "h" && unit !== "d" ? `${amount}${unit}` : undefined;
}

function meantMemory(amount: number, word: string): string | undefined {
  const factor = /^gi?b?$/.test(word) ? 1_024 : 1;
  const megabytes = amount * factor;
  const isMemory = /^[mg]?i?b?$/.test(word) && Number.isInteger(megabytes);
  return isMemory && megabytes > 0 ? String(megabytes) : undefined;
}
