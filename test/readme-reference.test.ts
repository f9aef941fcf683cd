import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { COMMAND_NAMES, commandOf, flagsOf } from "../src/commands/definitions/commands.ts";
import { choicesOf } from "../src/commands/definitions/flags.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const readme = read("README.md");
const reference = readme + read("docs/explain.md");

test("the README begins with what a reader on npm does, and a picture of it", () => {
  const [, command] = /```sh\n(.*)\n```/.exec(readme) ?? [];
  expect(command).toBe("npm create unchain@latest");
  expect(readme.indexOf("](docs/session.svg)")).toBeLessThan(readme.indexOf("\n## "));
});

test.each(COMMAND_NAMES.filter((name) => name !== "new"))(
  "the reference of the README has %s as it is written",
  (name) => {
    expect(readme).toContain(`| \`unchain ${`${name} ${commandOf(name).usage}`.trim()}\``);
  },
);

test.each(COMMAND_NAMES)(
  "the README, or the page that it leads to, has every flag of %s",
  (name) => {
    for (const flag of flagsOf(name)) {
      if (flag === "help" || flag === "version") continue;
      expect(reference, flag).toMatch(new RegExp(`\`--${flag}\\b|\`--\\w+\`, \`--${flag}\\b`));
    }
  },
);

test("the README names no flag and no command that is none", () => {
  const known: readonly string[] = COMMAND_NAMES.flatMap(flagsOf);
  const rows = readme.split("\n").filter((line) => line.startsWith("| `--"));
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const [, flags = ""] = row.split(" | ", 1)[0]?.match(/^\| (.*)/) ?? [];
    for (const [, flag = ""] of flags.matchAll(/`--([a-z-]+)/g)) expect(known).toContain(flag);
  }
  for (const [, words = ""] of readme.matchAll(/^\| `unchain ([a-z]+(?: step)?)/gm)) {
    expect([...COMMAND_NAMES, "help"]).toContain(words);
  }
});

test("the values of a flag that takes one of a few are in the README", () => {
  for (const flag of ["transport", "infrastructure", "package-manager"] as const) {
    const row = readme.split("\n").find((line) => line.startsWith(`| \`--${flag} `));
    for (const value of choicesOf(flag) ?? []) expect(row).toContain(`\`${value}\``);
  }
});

test("the scripts that the README names are there", () => {
  for (const [, script = ""] of readme.matchAll(/npm ci && npm (?:run )?(\w+)/g)) {
    expect(packageJson.scripts).toHaveProperty(script);
  }
  expect(packageJson.exports).toHaveProperty("./plopfile");
});
