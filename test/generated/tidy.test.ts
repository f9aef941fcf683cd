import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeProject, workspace, writeProject } from "../e2e/generated/install-project.ts";
import { biomeDiagnostics, typeDiagnostics } from "../e2e/generated/project-commands.ts";
import { renderAll } from "./projects.ts";

const projects = renderAll();

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(workspace, "all-"));
  for (const [name, files] of Object.entries(projects)) writeProject(join(root, name), files);
});
afterAll(() => removeProject(root));

test("all generated projects are formatted and linted", async () => {
  expect(await biomeDiagnostics(root)).toBe("");
});

test("all generated projects have one configuration of types, and no type errors in it", async () => {
  const [first = "", ...others] = new Set(
    Object.values(projects).map((files) => files["tsconfig.json"] ?? ""),
  );
  expect(others).toEqual([]);
  const { compilerOptions, include } = JSON.parse(first);
  const config = { compilerOptions, include: include.map((path: string) => `*/${path}`) };
  writeProject(root, { "tsconfig.json": JSON.stringify(config) });
  expect(await typeDiagnostics(root)).toBe("");
});
