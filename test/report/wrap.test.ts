import { expect, test } from "vitest";
import { fold, wrap } from "../../src/report/wrap.ts";

test("a message breaks at words, and keeps its margin", () => {
  expect(fold("  fix: Name it as you like", 16)).toBe("  fix: Name it\n    as you like");
  expect(fold("two words\nthree words here", 12)).toBe("two words\nthree words\n  here");
  expect(fold("it fits", Number.POSITIVE_INFINITY)).toBe("it fits");
});

test("what is copied stays whole: a long word, and a command behind two spaces", () => {
  const url = "https://example.com/a/long/path";
  expect(fold(`Look at ${url}`, 20)).toBe(`Look at\n  ${url}`);
  const command = "npx create-unchain --workflow workflow.yaml";
  expect(fold(`To continue:  ${command}`, 20)).toBe(`To continue:\n  ${command}`);
});

test("lines are indented where that is wanted", () => {
  expect(wrap("one two", 4)).toEqual(["one", "  tw", "  o"]);
  expect(wrap("one two", 4, "")).toEqual(["one", "two"]);
});
