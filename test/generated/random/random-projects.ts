import fc from "fast-check";
import { expect, test } from "vitest";
import { renderWorkflow } from "../../../src/testing.ts";
import { allSteps } from "../../../src/workflow/steps/traversal.ts";
import { parseWorkflow } from "../../../src/workflow/text/parse.ts";
import { writeWorkflow } from "../../../src/workflow/text/write.ts";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { validWorkflows } from "../../workflow/arbitrary/varied-arbitrary.ts";
import { runLocally } from "../run/run-locally.ts";
import { runProjectTests } from "../run/run-tests.ts";

/** The seed of all random workflows in this run; `SEED=7` in the environment runs those of 7 again. */
export const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/**
 * Declares a test for the project of each random workflow of a transport; for a seed they are always
 * the same ones.
 *
 * @param count how many are drawn for both transports together
 */
export function testRandomProjects(transport: TransportName, count: number): void {
  const drawn = fc.sample(validWorkflows, { seed, numRuns: count });
  const numbered = drawn.map((workflow, index) => ({ workflow, index }));
  for (const { workflow, index } of numbered.filter(
    (one) => one.workflow.transport === transport,
  )) {
    test(`random workflow ${index} of seed ${seed} has a project without a red test`, () =>
      expectGreen(writeWorkflow(workflow)));
  }
}

/** Expects that no test of a new project is red, and that it runs as it is with its example input. */
export async function expectGreen(text: string): Promise<void> {
  const files = renderWorkflow(text);
  const results = await runProjectTests(files);
  expect(results.length, text).toBeGreaterThan(10);
  expect(
    results.filter(({ passed }) => !passed),
    text,
  ).toEqual([]);
  const { exitCode, result } = await runLocally(files, ...answersTo(text));
  expect({ exitCode, status: result?.status, error: result?.error }, text).toEqual({
    exitCode: 0,
    status: "succeeded",
    error: null,
  });
}

/** Approves whatever the workflow asks for. */
function answersTo(text: string): string[] {
  const { workflow } = parseWorkflow(text, "workflow.yaml");
  const asking = workflow ? allSteps(workflow).filter(({ form }) => form === "approval") : [];
  return asking.flatMap(({ name }) => ["--approve", name]);
}
