import { expect, test } from "vitest";
import { REASONS } from "../../src/project/reason.ts";
import { reasonInWords } from "../../src/report/reasons.ts";

test("a reason is told in words, with the file or the line that it is about", () => {
  expect(reasonInWords({ reason: "moved-here", about: "src/pay.ts" })).toBe("moved to src/pay.ts");
  expect(reasonInWords({ reason: "deleted-here" })).toBe("deleted here, stays deleted");
  expect(reasonInWords({ reason: "deleted-here", about: "src/functions/pay.ts" })).toBe(
    "deleted here, stays deleted, although src/functions/pay.ts imports it",
  );
  expect(reasonInWords({ reason: "unresolved", unresolvedLine: 3 })).toMatch(/^line 3 begins/);
  expect(reasonInWords({})).toBeUndefined();
});

test("no two reasons have the same words", () => {
  const words = REASONS.map((reason) => reasonInWords({ reason, about: "a", unresolvedLine: 1 }));
  expect(new Set(words).size).toBe(REASONS.length);
});
