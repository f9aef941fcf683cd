import { formatDuration } from "../../workflow/duration.ts";

/** `90` as `90 s`, `3600` as `1 h`: for people. */
export function spacedDuration(seconds: number): string {
  if (!Number.isInteger(seconds)) return `${Math.round(seconds * 100) / 100} s`;
  return formatDuration(seconds).replace(/([a-z])$/, (unit) => ` ${unit === "m" ? "min" : unit}`);
}
