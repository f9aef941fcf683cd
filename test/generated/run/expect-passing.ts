import { expect } from "vitest";
import type { Files } from "./project-files.ts";
import { runProjectTests, type TestResult } from "./run-tests.ts";

/** Expects that a project passes its own tests, of which there are more than so many. */
export async function expectPassing(files: Files, moreThan: number): Promise<TestResult[]> {
  const results = await runProjectTests(files);
  expect(results.length).toBeGreaterThan(moreThan);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
  return results;
}
