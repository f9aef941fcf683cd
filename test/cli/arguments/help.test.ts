import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { parseArguments } from "../../../src/cli/arguments/arguments.ts";
import { helpText } from "../../../src/cli/arguments/help.ts";
import { codeHelp, unknownCode } from "../../../src/commands/code-help.ts";
import { COMMAND_NAMES, commandOf, flagsOf } from "../../../src/commands/definitions/commands.ts";
import { COMMON_FLAGS, choicesOf } from "../../../src/commands/definitions/flags.ts";
import { DEFAULTS } from "../../../src/workflow/defaults.ts";
import { formatDuration } from "../../../src/workflow/duration.ts";

type Topic = (typeof topics)[number];

const help = (topic?: Topic) => helpText(topic, { colour: false });

const topics = [undefined, "flags", ...COMMAND_NAMES] as const;

/** What a help says of a flag, and of those on the same line. */
const aboutFlag = (topic: Topic, flag: string) =>
  new RegExp(`^ .*--${flag}\\b.*(?:\\n {4}.*)*$`, "m").exec(help(topic))?.[0];

test.each(topics)("the help of %s fits a screen, and says where the documentation is", (topic) => {
  const lines = help(topic).split("\n");
  expect(lines.length).toBeLessThanOrEqual(24);
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
  expect(lines.at(-1)).toBe(`Documentation: ${packageJson.homepage}`);
});

test.each(topics)("the help of %s fits a narrow terminal", (topic) => {
  const lines = helpText(topic, { colour: false, width: 59 }).split("\n");
  expect(lines.filter((line) => line.length > 59)).toEqual([]);
});

test.each([
  ["help unknown_key", "UNKNOWN_KEY"],
  ["help NOT_UTF8", "NOT_UTF8"],
  ["help CONFLICT", "CONFLICT"],
])("%s is about the code %s", (line, code) => {
  const asked = parseArguments(line.split(" "), "unchain");
  expect(asked).toMatchObject({ kind: "help", topic: { code } });
  expect(codeHelp(code, { colour: false })).toBeDefined();
});

test("who asks for a code that no message has is told the nearest, or where codes are", () => {
  expect(unknownCode("UNKNOWN_KY").run?.words).toEqual(["help", "UNKNOWN_KEY"]);
  expect(unknownCode("NO_SUCH")).toMatchObject({
    code: "UNKNOWN_CODE",
    suggestion: expect.stringContaining("ends with its code"),
  });
});

describe.each(COMMAND_NAMES)("the help of %s", (name) => {
  test("has every flag, with the values that it takes", () => {
    for (const flag of flagsOf(name)) {
      const said = aboutFlag(COMMON_FLAGS.includes(flag) ? "flags" : name, flag);
      expect(said, flag).toBeDefined();
      expect(help(name)).toContain(flag === "help" || flag === "version" ? "" : `--${flag}`);
      // A rule that is taken out is called as the flag that sets it is, and some retries have.
      if (flag === "without") continue;
      for (const value of choicesOf(flag) ?? []) expect(said).toContain(value);
    }
  });

  test("has examples that are command lines of it", () => {
    expect(commandOf(name).examples.length).toBeGreaterThan(0);
    for (const example of commandOf(name).examples) {
      expect(help(name)).toContain(`unchain ${example}`);
      const words = example.replace(/ >.*/, "").split(" ");
      expect(parseArguments(words, "unchain")).toMatchObject({ kind: "command", command: name });
    }
  });

  test("is in the list of commands", () => {
    expect(help()).toMatch(new RegExp(`^  ${name}\\b.*  ${commandOf(name).about}$`, "m"));
  });
});

test.each([
  ["add step --help", "add step"],
  ["add --help", "add step"],
  ["help add step", "add step"],
  ["help add", "add step"],
  ["help flags", "flags"],
  ["sync --help --nope", "sync"],
  ["help", undefined],
  ["help help", undefined],
  ["--help", undefined],
])("%s is the help of %s", (line, topic) => {
  for (const program of ["unchain", "create-unchain"]) {
    const asked = parseArguments(line.split(" "), program);
    expect(asked.kind).toBe("help");
    expect((asked as { topic?: Topic }).topic).toBe(topic);
  }
});

test("help for what is no command says which one is near", () => {
  expect(parseArguments(["help", "snyc"], "unchain")).toMatchObject({
    problems: [{ code: "UNKNOWN_COMMAND", run: { words: ["help", "sync"] } }],
  });
});

test("colour changes nothing but the colour", () => {
  for (const topic of topics) {
    const coloured = helpText(topic, { colour: true });
    expect(coloured).not.toBe(help(topic));
    expect(stripVTControlCharacters(coloured)).toBe(help(topic));
  }
});

test("the defaults in the help are those of a step", () => {
  const { retry, timeoutSeconds, onFailure, windowSeconds } = DEFAULTS;
  const said = {
    timeout: formatDuration(timeoutSeconds),
    "max-attempts": retry.maxAttempts,
    interval: formatDuration(retry.intervalSeconds),
    "backoff-rate": retry.backoffRate,
    "max-delay": formatDuration(retry.maxDelaySeconds),
    jitter: retry.jitter,
    "on-failure": onFailure,
    "idempotency-window": formatDuration(windowSeconds),
  };
  for (const [flag, value] of Object.entries(said)) {
    expect(aboutFlag("add step", flag)).toContain(`(${value})`);
  }
});

test("help of a code prints what its rules say, with examples", () => {
  expect(parseArguments(["help", "QUEUE_WAIT"], "unchain")).toMatchObject({
    kind: "help",
    topic: { code: "QUEUE_WAIT" },
  });
  const text = codeHelp("QUEUE_WAIT", { colour: false });
  expect(text).toContain("With queues, a wait delays a message");
  expect(text).toContain("Finds QUEUE_WAIT in\n  name: shop\n");
  for (const line of (text ?? "").split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  const narrow = codeHelp("UNKNOWN_KEY", { colour: false, width: 39 }) ?? "";
  expect(narrow.split("\n").filter((line) => line.length > 39)).toEqual([]);
  expect(codeHelp("OUT_OF_RANGE", { colour: false })?.match(/^Takes$/gm)).toHaveLength(6);
  expect(codeHelp("REMOVED_QUEUES", { colour: false })).toMatch(/^Changes of what is deployed\n/);
  expect(codeHelp("NO_SUCH_CODE", { colour: false })).toBeUndefined();
});
