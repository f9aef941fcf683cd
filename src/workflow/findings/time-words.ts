type TimeUnit = "ms" | "s" | "m" | "h" | "d";

const WORDS: readonly (readonly [pattern: RegExp, unit: TimeUnit])[] = [
  [/^(?:ms|milliseconds?)$/, "ms"],
  [/^s(?:ecs?|econds?)?$/, "s"],
  [/^m(?:ins?|inutes?)?$/, "m"],
  [/^h(?:rs?|ours?)?$/, "h"],
  [/^d(?:ays?)?$/, "d"],
];

const SECONDS = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** Returns the unit of time that a word stands for: `min` for `m`. */
export const unitOf = (word: string): TimeUnit | undefined =>
  WORDS.find(([pattern]) => pattern.test(word))?.[1];

/** Returns the duration somebody most likely meant: `30`, `30 sec`, `1m30s`, `1.5h`, `500ms`. */
export function meantSeconds(value: string | number): number | undefined {
  const text = String(value).trim().toLowerCase();
  const parts = /^\d+(?:\.\d+)?$/.test(text)
    ? [[text, text, "s"]]
    : [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)[\s,]*/gy)];
  if (parts.map((part) => part[0]).join("") !== text) return undefined;
  const seconds = parts.reduce(
    (sum, [, amount, word]) => sum + Number(amount) * secondsOf(word ?? ""),
    0,
  );
  return Number.isSafeInteger(Math.ceil(seconds)) && seconds > 0 ? Math.ceil(seconds) : undefined;
}

function secondsOf(word: string): number {
  const unit = unitOf(word);
  return unit === undefined ? Number.NaN : SECONDS[unit];
}
