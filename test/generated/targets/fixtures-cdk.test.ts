import { expect, test } from "vitest";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { renderProject } from "../../e2e/generated/install-project.ts";
import type { WorkflowName } from "../../e2e/generated/workflows.ts";
import { runLocally } from "../run/run-locally.ts";
import { runProjectTests, type TestResult } from "../run/run-tests.ts";

/** Nothing is built in memory. */
const needsNoBundle = (name: string) => !name.endsWith("has a bundle that Lambda can load");

test.each(["queue", "state-machine"] as const)(
  "order by %s, deployed with CDK",
  async (transport) => {
    const files = renderProject("order", transport, "cdk");
    const results = await runProjectTests(files, { name: needsNoBundle, slow: true });
    expectPassed(results);
    const paths = new Set(results.map(({ file }) => file));
    expect(paths).toContain("test/workflow.test.ts");
    expect(paths).toContain("test/infrastructure.test.ts");
    const { exitCode, result } = await runLocally(files);
    expect({ exitCode, status: result.status }).toEqual({ exitCode: 0, status: "succeeded" });
  },
);

/** Every form of step, trigger and feature at least once. */
const projects: readonly (readonly [WorkflowName, TransportName])[] = [
  ["every rule", "queue"],
  ["nested", "state-machine"],
  ["approvals by request", "state-machine"],
  ["in order by request", "queue"],
  ["by request", "state-machine"],
  ["by schedule", "queue"],
  ["by event", "state-machine"],
];

/** What asks the deployment. The other tests are the same with each tool. */
const ABOUT_DEPLOYMENT = /^test\/(?:infrastructure|app|runtime|start|status|answer|order)\./;

test.each(projects)("%s by %s, deployed with CDK", async (workflow, transport) => {
  const files = renderProject(workflow, transport, "cdk");
  const file = (path: string) => ABOUT_DEPLOYMENT.test(path);
  expectPassed(await runProjectTests(files, { file, name: needsNoBundle, slow: true }));
});

function expectPassed(results: readonly TestResult[]): void {
  expect(results.length).toBeGreaterThan(10);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
  const names = results.filter(({ file }) => file === "test/app.test.ts").map(({ name }) => name);
  expect(names).toContain("the stack is as cdk-nag wants it, or says why not");
}
