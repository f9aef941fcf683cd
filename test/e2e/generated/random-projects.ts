import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import fc from "fast-check";
import { renderWorkflow } from "../../../src/testing.ts";
import { allSteps } from "../../../src/workflow/traversal.ts";
import type { RoutedWorkflow } from "../../../src/workflow/workflow.ts";
import { writeWorkflow } from "../../../src/workflow/write.ts";
import { validWorkflows } from "../../workflow/varied-arbitrary.ts";
import { cleanEnv } from "../command-line.ts";
import { removeProject, workspace, writeProject } from "./install-project.ts";
import { readResults, type TestResult } from "./project-commands.ts";

/** A random valid workflow, and its project with a test of the local run besides its own. */
export interface RandomProject {
  readonly folder: string;
  readonly workflow: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Returns as many random projects, always the same ones for a seed. */
export function randomProjects(seed: number, count: number): RandomProject[] {
  return fc.sample(validWorkflows, { seed, numRuns: count }).map((workflow, index) => {
    const text = writeWorkflow(workflow);
    const files = { ...renderWorkflow(text), "test/local-run.test.ts": localRunTest(workflow) };
    return { folder: `random-${index}`, workflow: text, files };
  });
}

/** The test of a new project that runs it as it is, with the example input. */
export function localRunTest(workflow: RoutedWorkflow): string {
  const approvals = allSteps(workflow).filter(({ form }) => form === "approval");
  const approve = JSON.stringify(approvals.map(({ name }) => name));
  return `import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { simulate } from "../local/simulate.ts";

it("runs on this machine with the example input", async () => {
  const example = readFileSync(new URL("../events/example.json", import.meta.url), "utf8");
  const options = { input: JSON.parse(example), approve: ${approve} };
  const { status, error } = await simulate(options);
  expect({ status, error }).toEqual({ status: "succeeded", error: null });
});
`;
}

const config = {
  test: {
    include: ["*/test/**/*.test.ts"],
    env: { POWERTOOLS_LOG_LEVEL: "SILENT" },
    testTimeout: 120_000,
    tags: [{ name: "slow" }],
    tagsFilter: ["!slow"],
    pool: "threads",
    isolate: false,
  },
};

/** Runs the tests of all these projects in one process of Vitest. */
export async function runProjects(projects: readonly RandomProject[]): Promise<TestResult[]> {
  const root = mkdtempSync(join(workspace, "random-"));
  try {
    for (const { folder, files } of projects) writeProject(join(root, folder), files);
    writeFileSync(join(root, "vitest.config.mjs"), `export default ${JSON.stringify(config)};`);
    const output = join(root, "results.json");
    const vitest = join(workspace, "node_modules/vitest/vitest.mjs");
    const ending = await execa(
      process.execPath,
      [vitest, "run", "--reporter=json", `--outputFile=${output}`],
      { cwd: root, env: cleanEnv(), extendEnv: false, reject: false },
    );
    try {
      return readResults(root, output);
    } catch (error) {
      throw new Error(`${ending.stdout}\n${ending.stderr}`, { cause: error });
    }
  } finally {
    removeProject(root);
  }
}
