import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CODE_TOPICS } from "../../src/messages/codes.ts";
import { RULE_PAGES } from "../../src/workflow/rules/pages.ts";

const ROOT = new URL("../../", import.meta.url);
const DOCUMENT = new URL("docs/messages.md", ROOT);

/** Finds the codes of messages, and the argument of what makes one. */
const CODES =
  /\bcode(?:\??:| =) [^,;{}]*|\b(?:finding|found|problem|withdrawnNotes)\(\s*(?:before,\s*after,\s*)?[^,]*|\b(?:Cause =|E[A-Z]+:) \[[^,]*/g;

const sources = readdirSync(new URL("src/", ROOT), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !/^messages\/.*-codes\.ts$/.test(file))
  .map((file) => readFileSync(new URL(`src/${file}`, ROOT), "utf8"));

function codesInSources(): Set<string> {
  const found = sources
    .flatMap((text) => text.match(CODES) ?? [])
    .flatMap((text) => text.replace(/=== "\w+"/, "").match(/"[A-Z]+(?:_[A-Z0-9]+)*"/g) ?? []);
  return new Set(found.map((code) => code.slice(1, -1)));
}

const documented = new Set([
  ...CODE_TOPICS.flatMap(({ codes }) => Object.keys(codes)),
  ...RULE_PAGES.flatMap(({ codes }) => codes),
]);

test("every code is explained", () => {
  const inSources = codesInSources();
  expect(inSources.size).toBeGreaterThan(150);
  const dynamic = ["INVALID_MEMORY", "INVALID_RATE"];
  const isUsed = (code: string) =>
    dynamic.includes(code) || sources.some((text) => text.includes(`"${code}"`));
  expect([...documented].filter((code) => !isUsed(code)).toSorted()).toEqual([]);
  expect([...inSources].filter((code) => !documented.has(code)).toSorted()).toEqual([]);
});

test("codes are in order, and each has a sentence", () => {
  for (const { codes } of CODE_TOPICS) {
    expect(Object.keys(codes)).toEqual(Object.keys(codes).toSorted());
    for (const text of Object.values(codes)) expect(text).toMatch(/^[A-Z`-].*\.$/);
  }
});

test("docs/messages.md has what the codes mean (UPDATE_DOCS=1 writes it)", () => {
  const topics = CODE_TOPICS.map(({ title, text, codes }) => {
    const rows = Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
    return `## ${title}\n\n${text}\n\n| Code | |\n| --- | --- |\n${rows.join("\n")}\n`;
  });
  const text = `# Codes of messages

Each error and warning has a stable code. \`unchain help <CODE>\` explains it. The rules of \`workflow.yaml\` have pages with
examples in [rules/](rules/README.md); this page lists all other codes.

${topics.join("\n")}`;
  if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, text);
  expect(readFileSync(DOCUMENT, "utf8")).toBe(text);
});
