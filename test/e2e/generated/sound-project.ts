import { expect } from "vitest";
import { biomeDiagnostics, npmRun, runTests } from "./project-commands.ts";

/** Expects that a project is formatted, linted and type-checked. */
export async function expectTidy(root: string): Promise<void> {
  expect(await biomeDiagnostics(root)).toBe("");
  expect(await npmRun(root, "check")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
}

/** Expects that a project passes its own tests, of which there are more than so many. */
export async function expectPassing(root: string, moreThan: number): Promise<void> {
  const results = await runTests(root);
  expect(results.length).toBeGreaterThan(moreThan);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
}
