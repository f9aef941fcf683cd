import fc from "fast-check";
import { expect, test } from "vitest";
import { matchLines } from "../../../src/project/merge/match-lines.ts";
import { isHunk, mergeLines } from "../../../src/project/merge/merge-lines.ts";

const lines = fc.array(fc.constantFrom("", "{", "}", "a", "b", "c", "d", "e"), { maxLength: 30 });

test("lines are matched with equal ones, in the order of both", () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const matches = matchLines(a, b);
      const matched = [...matches].filter((match) => match >= 0);
      expect(matched).toEqual([...new Set(matched)].sort((one, other) => one - other));
      for (const [index, match] of matches.entries())
        if (match >= 0) expect(b[match]).toBe(a[index]);
    }),
  );
});

test("what was put in or taken out is all that is not matched", () => {
  fc.assert(
    fc.property(lines, fc.nat(), lines, (a, place, added) => {
      const at = place % (a.length + 1);
      const longer = [...a.slice(0, at), ...added, ...a.slice(at)];
      expect([...matchLines(a, longer)].every((match) => match >= 0)).toBe(true);
      expect([...matchLines(longer, a)].filter((match) => match >= 0)).toHaveLength(a.length);
    }),
  );
});

/** With an algorithm whose time grows with the square of the lines these do not end. */
test.each([
  ["are all others", (side: string, line: number) => `${side} ${line}`],
  ["repeat", (side: string, line: number) => `${line % 97 === 0 ? side : line % 7}`],
  ["are mostly the same", (side: string, line: number) => `${line % 11 === 0 ? side : line}`],
])("texts of 100,000 lines that %s are merged", (_, line) => {
  const text = (side: string) =>
    Array.from({ length: 100_000 }, (_, index) => `${line(side, index)}\n`).join("");
  const merged = mergeLines(text("yours"), text("base"), text("ours"));
  expect(merged.some(isHunk)).toBe(true);
});
