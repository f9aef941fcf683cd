import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { CANCELLED } from "../../src/cli/cancellation.ts";
import type { Message } from "../../src/messages/message.ts";
import { renderProblems } from "../../src/report/problems.ts";

const problem: Message = {
  code: "UNKNOWN_KEY",
  message: 'Unknown key "retires".',
  suggestion: 'Did you mean "retry"?',
  path: "workflow.yaml",
  line: 2,
  column: 3,
};
const sources = new Map([["workflow.yaml", "name: shop\r\n\tretires: 3\r\n"]]);

test("a problem says where, what, how to put it right, and its code", () => {
  expect(
    renderProblems([problem], { colour: false }),
  ).toBe(`workflow.yaml:2:3  Unknown key "retires".
  fix: Did you mean "retry"?
  code: UNKNOWN_KEY
`);
});

test("with the source it shows the line, and a caret under the place", () => {
  expect(
    renderProblems([problem], { colour: false, sources }),
  ).toBe(`workflow.yaml:2:3  Unknown key "retires".
  2 | \tretires: 3
    | \t ^
  fix: Did you mean "retry"?
  code: UNKNOWN_KEY
`);
});

test("a long line is shown around the place", () => {
  const source = `${"x".repeat(500)}HERE${"x".repeat(500)}`;
  const text = renderProblems([{ ...problem, line: 1, column: 501 }], {
    colour: false,
    sources: new Map([["workflow.yaml", source]]),
  });
  const [, shown = "", caret = ""] = text.split("\n");
  expect(shown.length).toBeLessThan(110);
  expect(shown.slice(caret.indexOf("^"))).toMatch(/^HERE/);
});

test("a problem without a place, and one on standard input", () => {
  expect(
    renderProblems(
      [
        { code: "A", message: "First." },
        { code: "B", message: "Second.", path: "-", line: 1 },
      ],
      {
        colour: false,
        sources,
      },
    ),
  ).toBe("First.\n  code: A\n\n<stdin>:1  Second.\n  code: B\n");
});

test("colour changes nothing but colour", () => {
  const coloured = renderProblems([problem], { colour: true, sources });
  expect(coloured).not.toBe(stripVTControlCharacters(coloured));
  expect(stripVTControlCharacters(coloured)).toBe(
    renderProblems([problem], { colour: false, sources }),
  );
});

test("text of others cannot control the terminal", () => {
  const text = renderProblems(
    [{ code: "A", message: "a\u001b]0;b", path: "workflow.yaml", line: 1 }],
    {
      colour: false,
      sources: new Map([["workflow.yaml", "\u001b[2J\u009b"]]),
    },
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question
  expect(text).not.toMatch(/[\u001b\u009b]/);
});

test("somebody who cancels is told so, without a code", () => {
  expect(renderProblems([CANCELLED], { colour: false })).toBe(`${CANCELLED.message}\n`);
});

test("at a terminal it breaks at words, below its place where both do not fit", () => {
  const long = { ...problem, message: `Unknown key "retires"${" or so".repeat(3)}.` };
  expect(renderProblems([long], { colour: false, width: 40 })).toBe(`workflow.yaml:2:3
Unknown key "retires" or so or so or so.
  fix: Did you mean "retry"?
  code: UNKNOWN_KEY
`);
  expect(renderProblems([long], { colour: false, width: 30 })).toContain(
    'Unknown key "retires" or so or\n  so or so.\n',
  );
});
