import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "../../src/workflow/duration.ts";

test.each([
  ["30s", 30],
  ["2m", 120],
  ["1h", 3_600],
  ["3d", 259_200],
  ["0s", 0],
])("%s is %i seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(["", "30", "s", "1.5h", "-1s", "1m30s", "30 s", "30S", "1w", "1e3s", "٣s", "5s\n"])(
  "%j is not a duration",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test.each([
  [0, "0s"],
  [90, "90s"],
  [120, "2m"],
  [3_600, "1h"],
  [86_400, "1d"],
  [90_000, "25h"],
])("%i seconds are written as %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test("what is written is read as the same number of seconds", () => {
  fc.assert(
    fc.property(fc.nat(100_000_000), (seconds) => {
      expect(parseDuration(formatDuration(seconds))).toBe(seconds);
    }),
  );
});
