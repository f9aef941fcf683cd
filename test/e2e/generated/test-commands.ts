import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { runLocally as runLocallyInMemory } from "../../generated/run/run-locally.ts";
import { runProjectTests } from "../../generated/run/run-tests.ts";
import { CLI, emptyDirectory, pathWith } from "../command-line.ts";
import { installProject, removeProject, renderProject } from "./install-project.ts";
import { npmRun, npmRunIn, runLocally, runTests, type TestResult } from "./project-commands.ts";
import type { WorkflowName } from "./workflows.ts";

/** Declares tests that the own commands of a project say the same as its tests from memory. */
export function testCommands(workflow: WorkflowName, transport: TransportName, step: string): void {
  describe(`the commands of ${workflow} by ${transport}`, () => {
    const files = renderProject(workflow, transport);
    let root: string;
    beforeAll(() => {
      root = installProject(files);
    });
    afterAll(() => removeProject(root));

    test("npm run check", async () => {
      expect(await npmRun(root, "check")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    });

    test("npm test", async () => {
      const outcomes = (results: readonly TestResult[]) =>
        results.map(({ file, name, passed }) => `${file}: ${name}: ${passed}`).toSorted();
      const results = await runTests(root);
      expect(results.filter(({ passed }) => !passed)).toEqual([]);
      expect(outcomes(await runProjectTests(files))).toEqual(outcomes(results));
    });

    test("npm run check:infrastructure", async () => {
      const { exitCode, stdout } = await npmRun(root, "check:infrastructure");
      expect(stdout).toMatch(/Tests .*\b1 passed/);
      expect(exitCode).toBe(0);
    });

    test("npm run local", async () => {
      const args = ["--fail", `${step}:PermanentError`];
      const ending = await runLocally(root, ...args);
      const failed = expect.objectContaining({ step, outcome: "failed" });
      expect(ending.result.events).toContainEqual(failed);
      const inMemory = await runLocallyInMemory(files, ...args);
      expect(withoutStacks(inMemory)).toEqual(withoutStacks(ending));
    });

    test.skipIf(process.platform === "win32")("npm run local -- --html", async () => {
      const unchain = `shift; npm_command=exec exec "${process.execPath}" "${CLI}" "$@"`;
      const npx = pathWith(emptyDirectory(), "npx", unchain);
      const page = (file: string, ...args: string[]) =>
        npmRunIn(root, npx, "local", "--html", file, ...args);
      const made = await page("a run.html", "--json", "--fail", step);
      expect(made).toMatchObject({ exitCode: 1, stderr: "Written: a run.html" });
      expect(JSON.parse(made.stdout).events).toContainEqual(expect.objectContaining({ step }));
      const text = readFileSync(join(root, "a run.html"), "utf8");
      const [, data = "{}"] = /id="data">(.*?)<\/script>/s.exec(text) ?? [];
      const { events } = JSON.parse(data).run;
      expect(events).toContainEqual(expect.objectContaining({ step, works: false }));
      const refused = await page("package.json");
      expect(refused.exitCode).toBe(1);
      expect(refused.stderr).toContain("the file exists");
      expect(refused.stderr).not.toContain("cannot be had");
    });

    test("npm run build", async () => {
      expect(await npmRun(root, "build")).toMatchObject({ exitCode: 0 });
      const require = createRequire(import.meta.url);
      for (const entry of readdirSync(join(root, "src/functions"))) {
        const bundle = join(root, "dist", entry.replace(/\.ts$/, ""), "index.cjs");
        expect(require(bundle).handler, bundle).toBeTypeOf("function");
        const { sources, sourcesContent } = JSON.parse(readFileSync(`${bundle}.map`, "utf8"));
        expect(sources.filter((path: string) => path.includes("/dist-cjs/"))).toEqual([]);
        expect(sourcesContent).toBeUndefined();
      }
    });
  });
}

/** Where the code is differs. */
const withoutStacks = (ending: object): unknown =>
  JSON.parse(JSON.stringify(ending, (key, value) => (key === "stack" ? undefined : value)));
