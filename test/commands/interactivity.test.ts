import { expect, test } from "vitest";
import { isInteractive } from "../../src/commands/interactivity.ts";

const options = { yes: false, json: false };
const terminal = { stdinIsTerminal: true, stdoutIsTerminal: true, env: {} };

test("somebody sits at a terminal", () => {
  expect(isInteractive(options, terminal)).toBe(true);
  expect(isInteractive(options, { ...terminal, env: { CI: "false" } })).toBe(true);
});

test.each([
  ["stdin is a pipe", options, { ...terminal, stdinIsTerminal: false }],
  ["stdout is a pipe", options, { ...terminal, stdoutIsTerminal: false }],
  ["CI", options, { ...terminal, env: { CI: "true" } }],
  ["a terminal that cannot move its cursor", options, { ...terminal, env: { TERM: "dumb" } }],
  ["--yes", { ...options, yes: true }, terminal],
  ["--json", { ...options, json: true }, terminal],
])("%s: no questions", (_, given, surroundings) => {
  expect(isInteractive(given, surroundings)).toBe(false);
});
