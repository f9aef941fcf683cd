import { expect, test } from "vitest";
import { isInteractive, whyNobodyIsAsked } from "../../src/cli/interactivity.ts";

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

test.each([
  [true, { CI: "1" }, "CI=1 turns questions off"],
  [true, { TERM: "dumb" }, "TERM=dumb turns questions off"],
  [true, { CI: "false" }, "there is no terminal"],
  [false, { CI: "1" }, "there is no terminal"],
])("with a terminal (%s) and %j: %s", (isTerminal, env, why) => {
  const stdin = { isTerminal, read: async () => new Uint8Array() };
  expect(whyNobodyIsAsked({ env, stdin })).toBe(why);
});

test("at a terminal, the flag is named that keeps from asking", () => {
  const at = (isTerminal: boolean) => ({ isTerminal, read: async () => new Uint8Array() });
  const quiet = { env: { CI: "1" }, quietFlag: "--json" } as const;
  expect(whyNobodyIsAsked({ ...quiet, stdin: at(true) })).toBe("--json turns questions off");
  expect(whyNobodyIsAsked({ ...quiet, stdin: at(false) })).toBe("there is no terminal");
});
