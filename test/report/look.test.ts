import { expect, test } from "vitest";
import { hasBoxCharacters, lookOf, plainly } from "../../src/report/look.ts";

const linux = { platform: "linux" } as const;
const windows = { platform: "win32" } as const;

test.each([
  ["UTF-8", { ...linux, env: { TERM: "xterm", LANG: "de_DE.UTF-8" } }, true],
  ["UTF-8 in C", { ...linux, env: { LANG: "C.utf8" } }, true],
  ["no locale", { ...linux, env: { TERM: "xterm-256color" } }, true],
  ["a locale without a charset", { ...linux, env: { LANG: "en_US" } }, true],
  ["the console of Linux", { ...linux, env: { TERM: "linux", LANG: "en_US.UTF-8" } }, false],
  ["a dumb terminal", { ...linux, env: { TERM: "dumb", LANG: "en_US.UTF-8" } }, false],
  ["LANG=C", { ...linux, env: { TERM: "xterm", LANG: "C" } }, false],
  ["LC_ALL wins", { ...linux, env: { LC_ALL: "POSIX", LANG: "en_US.UTF-8" } }, false],
  ["Latin-1", { ...linux, env: { LANG: "de_DE.ISO-8859-1@euro" } }, false],
  ["the console of Windows", { ...windows, env: {} }, false],
  ["Windows Terminal", { ...windows, env: { WT_SESSION: "1" } }, true],
  ["VS Code on Windows", { ...windows, env: { TERM_PROGRAM: "vscode" } }, true],
  ["Git Bash", { ...windows, env: { TERM: "xterm" } }, true],
])("box characters: %s", (_, surroundings, expected) => {
  expect(hasBoxCharacters(surroundings)).toBe(expected);
});

test.each([
  [undefined, 79],
  [120, 100],
  [60, 59],
  [40, 39],
  [20, 39],
])("%s columns: text is %i wide", (columns, width) => {
  expect(lookOf({ columns, ...linux, env: {} }).width).toBe(width);
});

test("a drawing without box characters has the same columns", () => {
  expect(plainly("├─ a ─▶ b\n┌┐ │▼│ └┬┘ ╵ →")).toBe("+- a -> b\n++ |v| +++ + >");
});
