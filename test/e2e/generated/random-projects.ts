import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import fc from "fast-check";
import { renderWorkflow } from "../../../src/testing.ts";
import { parseWorkflow } from "../../../src/workflow/parse.ts";
import { allSteps } from "../../../src/workflow/traversal.ts";
import type { Workflow } from "../../../src/workflow/workflow.ts";
import { writeWorkflow } from "../../../src/workflow/write.ts";
import { validWorkflows } from "../../workflow/varied-arbitrary.ts";
import { cleanEnv } from "../command-line.ts";
import { removeProject, workspace, writeProject } from "./install-project.ts";
import { readResults, type TestResult } from "./project-commands.ts";

/** A workflow, and its project with a test of the local run besides its own. */
export interface TestedProject {
  readonly folder: string;
  readonly workflow: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Returns as many random projects, always the same ones for a seed. */
export function randomProjects(seed: number, count: number): TestedProject[] {
  return fc
    .sample(validWorkflows, { seed, numRuns: count })
    .map((workflow, index) => testedProject(`random-${index}`, writeWorkflow(workflow)));
}

/** Returns the project of a workflow, in a folder of that name. */
export function testedProject(folder: string, text: string): TestedProject {
  const { workflow } = parseWorkflow(text, folder);
  if (!workflow) throw new Error(`${folder} is not valid.`);
  const files = { ...renderWorkflow(text), "test/local-run.test.ts": localRunTest(workflow) };
  return { folder, workflow: text, files };
}

/** The test of a new project that runs it as it is, with the example input. */
function localRunTest(workflow: Workflow): string {
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

/** What a process of Vitest has room for: every project keeps its modules until the end. */
const PROJECTS_AT_ONCE = 20;

/** Runs the tests of all these projects, as many of them in one process of Vitest as it has room for. */
export async function runProjects(projects: readonly TestedProject[]): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (let from = 0; from < projects.length; from += PROJECTS_AT_ONCE) {
    results.push(...(await runTogether(projects.slice(from, from + PROJECTS_AT_ONCE))));
  }
  return results;
}

async function runTogether(projects: readonly TestedProject[]): Promise<TestResult[]> {
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
