import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMAND_NAMES } from "../../src/commands/definitions/commands.ts";

const SRC = new URL("../../src/", import.meta.url);

/** The errors of the YAML parser have too few codes. */
const READS_MESSAGES_OF_OTHERS = [
  "workflow/text/syntax-causes.ts",
  "workflow/text/syntax-problems.ts",
];

const WORDS = "(?:message|suggestion|reason|words|warning|note|takes|says)";
const DECIDES = new RegExp(
  [
    `\\b${WORDS}\\)?\\??\\.(?:includes|startsWith|endsWith|match|matchAll|search)\\(`,
    `\\.(?:test|exec)\\((?:\\w+\\??\\.)*${WORDS}\\)`,
    `\\b${WORDS} [!=]== ["'\`][^"'\`]* `,
  ].join("|"),
);

/** A command behind a colon, in a text for the user. */
const BARE_COMMAND = new RegExp(`[:.] +unchain (?:${COMMAND_NAMES.join("|")})`);

test("a fix names its command as data, so that it is told as it works here", () => {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !/^(?:commands\/definitions|cli\/completion)\//.test(file),
  );
  const lines = files.flatMap((file) =>
    readFileSync(new URL(file, SRC), "utf8")
      .split("\n")
      .filter((line) => BARE_COMMAND.test(line) && !/^\s*(?:\*|\/[/*])/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(lines).toEqual([]);
});

test("no command looks into the wording of a message to decide what it does: codes are for that", () => {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !READS_MESSAGES_OF_OTHERS.includes(file),
  );
  const lines = files.flatMap((file) =>
    readFileSync(new URL(file, SRC), "utf8")
      .split("\n")
      .filter((line) => DECIDES.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(lines).toEqual([]);
});
