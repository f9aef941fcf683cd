import { expect, test } from "vitest";
import { fitLiteral } from "../../src/render/layout.ts";

test("text in a literal is quoted as the formatter would", () => {
  const value = ["plain", "it's", 'say "hi"', "${HOME}"];
  expect(fitLiteral("const value = ", value, ";")).toBe(
    `const value = ["plain", "it's", 'say "hi"', "\\u0024{HOME}"];`,
  );
});
