import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeProject, workspace, writeProject } from "../e2e/generated/install-project.ts";
import { biomeDiagnostics, typeDiagnostics } from "../e2e/generated/project-commands.ts";
import type { Files } from "./run/project-files.ts";
import { renderAll } from "./run/projects.ts";

const projects = renderAll();

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(workspace, "all-"));
});
afterAll(() => removeProject(root));

test("all generated projects are formatted and linted", async () => {
  const folder = join(root, "distinct");
  for (const [name, files] of Object.entries(distinct(projects))) {
    writeProject(join(folder, name), files);
  }
  expect(await biomeDiagnostics(folder).finally(() => removeProject(folder))).toBe("");
});

test("all generated projects have one configuration of types, and no type errors in it", async () => {
  const [first = "", ...others] = new Set(
    Object.values(projects).map((files) => files["tsconfig.json"] ?? ""),
  );
  expect(others).toEqual([]);
  const { compilerOptions, include } = JSON.parse(first);
  const config = { compilerOptions, include: include.map((path: string) => `*/${path}`) };
  const reading = Object.entries(projects).flatMap(([name, files]) => {
    const types = files["src/workflow.ts"] ?? "";
    return types.includes("interface ItemState") ? [] : readingErrors(name, types);
  });
  expect(reading.length).toBeGreaterThan(3);
  for (const [name, files] of Object.entries(projects)) writeProject(join(root, name), files);
  writeProject(root, {
    "tsconfig.json": JSON.stringify(config),
    ...Object.fromEntries(reading),
  });
  expect(await typeDiagnostics(root)).toBe("");
});

/** Returns the projects without files that an earlier one has too: Biome looks at each file by itself. */
function distinct(all: Readonly<Record<string, Files>>): Record<string, Files> {
  const seen = new Set<string>();
  const isNew = ([path, text]: [string, string]) => {
    const before = seen.size;
    return seen.add(`${path}\n${text}`).size > before;
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, files]) => [
      name,
      Object.fromEntries(Object.entries(files).filter(isNew)),
    ]),
  );
}

/** For each fallback, code that reads the error of the step in whose place it runs without a question mark. */
function readingErrors(name: string, types: string): [string, string][] {
  const [, sure = ""] = /interface SureErrors {([^}]*)}/.exec(types) ?? [];
  return [...sure.matchAll(/"?([\w-]+)"?: "(\w+)";/g)].map(([, fallback, step], index) => [
    `${name}/src/reads-error-${index}.ts`,
    `import type { StateOf } from "./workflow.ts";
export const why = (state: StateOf<"${fallback}">): string => state.errors.${step}.message;
`,
  ]);
}
