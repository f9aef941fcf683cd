import { afterAll, beforeAll, expect } from "vitest";
import { installProject, removeProject } from "./install-project.ts";
import { biomeDiagnostics, npmRun, runTests, type TestResult } from "./project-commands.ts";

/**
 * Installs a project for the tests of a group, and removes it after them.
 *
 * @returns its directory, for use inside of these tests
 */
export function useProject(render: () => Record<string, string>): () => string {
  let root: string;
  beforeAll(() => {
    root = installProject(render());
  });
  afterAll(() => removeProject(root));
  return () => root;
}

/** Expects that a project is formatted, linted and type-checked. */
export async function expectTidy(root: string): Promise<void> {
  expect(await biomeDiagnostics(root)).toBe("");
  expect(await npmRun(root, "check")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
}

/** Expects that a project passes its own tests, of which there are more than so many. */
export async function expectPassing(root: string, moreThan: number): Promise<TestResult[]> {
  const results = await runTests(root);
  expect(results.length).toBeGreaterThan(moreThan);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
  return results;
}
