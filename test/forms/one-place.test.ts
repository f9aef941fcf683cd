import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FORM_NAMES } from "../../src/forms/registry.ts";

const names = FORM_NAMES.join("|");

/** Matches code that asks which form a step has, instead of what the form says of it. */
const TELLING_APART = [
  /\bform\b\)? ?[!=]== "/,
  /switch \([^)]*\bform(?:Of\(.*\))?\)/,
  new RegExp(`case "(?:${names})":`),
  new RegExp(`"(?:${names})" in \\b`),
  new RegExp(`\\bhas\\("(?:${names})"\\)`),
];

/** The folders that know the forms by name: each form itself, and its entry in each transport. */
const ALLOWED = /^(?:forms\/|transports\/[\w-]+\/forms\/)/;

/** The keys of the forms, which the grammar of `workflow.yaml` has by their names. */
const GRAMMAR = /^workflow\/(?:grammar|findings|text)\//;

test("no code outside of a form and its entry in a transport tells forms apart by their names", () => {
  const root = new URL("../../src/", import.meta.url);
  const places = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !ALLOWED.test(path) && !GRAMMAR.test(path))
    .flatMap((path) =>
      readFileSync(new URL(path, root), "utf8")
        .split("\n")
        .filter((line) => TELLING_APART.some((pattern) => pattern.test(line)))
        .map((line) => `${path}: ${line.trim()}`),
    );
  expect(places).toEqual([]);
});
