import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { RULE_PAGES } from "../../../src/workflow/rules/pages.ts";
import { checkRules, transportLimits } from "../../../src/workflow/rules/rules.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { ruleDocuments } from "./rule-documents.ts";

const codesIn = (yaml: string) =>
  parseWorkflow(yaml.trimStart(), "workflow.yaml").problems.map(({ code }) => code);

describe.each(RULE_PAGES)("the rule $name", ({ codes, valid, invalid }) => {
  test.each(valid)("takes its valid example %#", (yaml) => {
    expect(codesIn(yaml)).toEqual([]);
  });

  test.each(invalid)("finds $codes in its invalid example, and nothing else", ({ yaml, codes }) => {
    expect(codesIn(yaml)).toEqual(codes);
  });

  test("shows each of its codes", () => {
    expect(new Set(invalid.flatMap((example) => example.codes))).toEqual(new Set(codes));
  });
});

const root = new URL("../../../", import.meta.url);

test("every file of a rule is documented", () => {
  const folder = new URL("src/", root);
  const rules = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) => /^export const rule\b/m.test(readFileSync(new URL(path, folder), "utf8")))
    .map((path) => basename(path, ".ts"));
  expect(RULE_PAGES.map(({ name }) => name)).toEqual(rules.toSorted());
});

test("docs/rules/ has what the rules say of themselves (UPDATE_DOCS=1 writes it)", () => {
  const documents = ruleDocuments();
  for (const [path, text] of documents) {
    const file = new URL(path, root);
    if (process.env.UPDATE_DOCS) writeFileSync(file, text);
    expect(readFileSync(file, "utf8"), path).toBe(text);
  }
  const written = readdirSync(new URL("docs/rules/", root)).map((file) => `docs/rules/${file}`);
  expect(written).toEqual(documents.map(([path]) => path).toSorted());
});

test("a sound workflow breaks no rule", () => {
  const { workflow } = parseWorkflow("name: shop\nsteps:\n  - name: create-order\n", "f");
  if (!workflow) throw new Error("It is not sound.");
  expect([...checkRules(workflow), ...transportLimits(workflow, "queue")]).toEqual([]);
});
