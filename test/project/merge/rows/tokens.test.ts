import { execaSync } from "execa";
import { describe, expect, test } from "vitest";
import { codeOf, isSameCode, tokenize } from "../../../../src/project/merge/rows/tokens.ts";

const text = `// First.
import { crash, fail } from "../local/faults.ts";
import type { StepRules } from "./scenarios.ts";

const order = ["create-order", "it's paid", 'say "so"'];

/** The steps before. */
const before = (step: string) => order.slice(0, order.indexOf(step));

export const rules: StepRules[] = [
  {
    step: "create-order",
    answers: { "look-up": { paid: true }, other: \`a \${\`b \${order.map((one) => ({ one }))}\`} c\` },
    // Second.
    faults: [fail("create-order", "Error", 1.5), crash(order[0] ?? "none")],
    undone: before("create-order"),
    again: (id) => id,
  },
];
`;

const formats = [
  [
    "--indent-style=tab",
    "--line-width=60",
    "--javascript-formatter-quote-style=single",
    "--semicolons=as-needed",
  ],
  ["--trailing-commas=none", "--arrow-parentheses=as-needed", "--line-width=200"],
  ["--quote-properties=preserve", "--bracket-spacing=false", "--expand=always"],
];

test.each(formats)("a formatter changes no code: %s %s %s", (...flags) => {
  const biome = new URL("../../../../node_modules/.bin/biome", import.meta.url).pathname;
  const args = ["format", "--stdin-file-path=rules.ts", ...flags];
  const { stdout } = execaSync(biome, args, { input: text, cwd: "/" });
  expect(stdout).not.toBe(text.trimEnd());
  expect(isSameCode(text, stdout)).toBe(true);
});

test.each([
  ["another value", "1.5", "2.5"],
  ["another string", "it's paid", "it's  paid"],
  ["another name", "before(", "after("],
  ["an element more", '["create-order",', '["create-order", "x",'],
  ["another order", "crash, fail", "fail, crash"],
  ["a comment more", "// Second.", "// Second.\n    // Third."],
  ["another comment", "// First.", "// 1st."],
  ["another template", " c`", "  c`"],
  ["a pair of brackets", '"none")', '("none"))'],
])("%s is other code", (_what, from, to) => {
  expect(text).toContain(from);
  expect(isSameCode(text, text.replace(from, to))).toBe(false);
});

test("names of properties are what they are in quotes, where that makes no difference", () => {
  expect(isSameCode('x = { "a": 1, "b-c": 2 }', "x = { a: 1, 'b-c': 2 };")).toBe(true);
  expect(isSameCode('x = a ? "b" : c', "x = a ? b : c")).toBe(false);
});

describe("tokens", () => {
  test.each([
    ["a string without an end", '"a\n"'],
    ["a comment without an end", "a /* b"],
    ["a template without an end", "`a"],
    ["a template within an expression without an end", "`a ${ b `"],
    ["a bracket without an end", "[ { ]"],
    ["a bracket that is not open", "a }"],
  ])("are none for %s", (_what, code) => expect(tokenize(code)).toBeUndefined());

  test("cover all but spaces", () => {
    const tokens = tokenize(text) ?? [];
    const gaps = tokens.map(({ start }, index) => text.slice(tokens[index - 1]?.end ?? 0, start));
    expect(gaps.join("").trim()).toBe("");
    expect(tokens.map((token) => token.text)).toEqual(
      tokens.map(({ start, end }) => text.slice(start, end)),
    );
    expect(codeOf(tokens, 0, 3)).toBe("// First. import {");
  });
});
