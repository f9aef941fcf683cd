import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { Change } from "../../src/project/changes.ts";
import { statusLines } from "../../src/report/status-lines.ts";

const changes: Change[] = [
  { path: "README.md", action: "create", owner: "managed" },
  { path: "package.json", action: "identical", owner: "managed" },
  { path: "src/steps/pay.ts", action: "keep", owner: "yours", reason: "yours" },
  { path: "template.yaml", action: "conflict", owner: "managed" },
];

test("the words are aligned as in Rails", () => {
  expect(statusLines(changes, { colour: false })).toBe(
    [
      "      create  README.md",
      "   identical  package.json",
      "        keep  src/steps/pay.ts  (yours)",
      "    conflict  template.yaml",
      "",
    ].join("\n"),
  );
});

test("colour changes nothing but colour", () => {
  const coloured = statusLines(changes, { colour: true });
  expect(coloured).toContain("\u001b[32mcreate\u001b[39m");
  expect(stripVTControlCharacters(coloured)).toBe(statusLines(changes, { colour: false }));
});

test("a path cannot control the terminal", () => {
  const change: Change = { path: "a\u001b[2Jb", action: "keep", owner: "yours" };
  expect(statusLines([change], { colour: false })).toBe("        keep  a\ufffd[2Jb\n");
});
