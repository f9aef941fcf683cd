/** A whole number and its unit: seconds, minutes, hours or days. */
export const DURATION_PATTERN = /^\d+[smhd]$/;

const SECONDS = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;

/** The seconds of a day. */
export const DAY_SECONDS = SECONDS.d;

type Unit = keyof typeof SECONDS;

/**
 * `30s`, `2m`, `1h` or `3d` in seconds.
 *
 * @returns `undefined` where the text is not a duration
 */
export function parseDuration(text: string): number | undefined {
  if (!DURATION_PATTERN.test(text)) return undefined;
  return Number(text.slice(0, -1)) * SECONDS[text.slice(-1) as Unit];
}

/** Whole seconds in the largest unit that leaves no rest: 90 is `90s`, 120 is `2m`. */
export function formatDuration(seconds: number): string {
  const units = Object.keys(SECONDS) as Unit[];
  const unit = units.find((candidate) => seconds > 0 && seconds % SECONDS[candidate] === 0) ?? "s";
  return `${seconds / SECONDS[unit]}${unit}`;
}

/** `90` as `90 s`, `3600` as `1 h`: for people. */
export function spacedDuration(seconds: number): string {
  if (!Number.isInteger(seconds)) return `${Math.round(seconds * 100) / 100} s`;
  return formatDuration(seconds).replace(/([a-z])$/, (unit) => ` ${unit === "m" ? "min" : unit}`);
}
