import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../src/render/fold.ts";

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`);

describe("prose", () => {
  test("that fits is one line", () => {
    expect(fold("A line.")).toEqual(["A line."]);
    expect(fold("- An item.")).toEqual(["- An item."]);
  });

  test("is folded within the width, and says the same", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,40}$/), { minLength: 1 }), (all) => {
        const lines = fold(all.join(" "));
        expect(lines.join(" ")).toBe(all.join(" "));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(108);
      }),
    );
  });

  test("loses nothing of any text", () => {
    const oneLine = fc.string({ maxLength: 400 }).map((text) => text.replace(/\s+/g, " ").trim());
    fc.assert(
      fc.property(oneLine, (text) => {
        const lines = fold(text).map((line, index) => (index === 0 ? line : line.trim()));
        expect(lines.join(" ")).toBe(text);
      }),
    );
  });

  test.each(["- ", "  - "])("of an item %j goes on below its text", (lead) => {
    const [first, ...others] = fold(`${lead}${words(40).join(" ")}`);
    expect(first?.startsWith(`${lead}word0 `)).toBe(true);
    expect(others.length).toBeGreaterThan(0);
    for (const line of others) expect(line).toMatch(new RegExp(`^ {${lead.length}}word`));
  });

  test("does not break code, whatever its length", () => {
    const code = `\`${"a b ".repeat(40)}\``;
    expect(fold(`See ${code} for more.`)).toEqual(["See", code, "for more."]);
  });

  test.each(["-", "1.", "#", "=", "+"])("has no line that begins with %s", (mark) => {
    const text = words(60).join(` ${mark} `);
    for (const line of fold(text)) expect(line.startsWith(mark)).toBe(false);
  });

  test("keeps what is escaped", () => {
    expect(fold("It says \\`this\\`.")).toEqual(["It says \\`this\\`."]);
  });
});
