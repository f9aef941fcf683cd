import { expect, test } from "vitest";
import type { TransportName } from "../../../src/workflow/workflow.ts";
import { renderProject } from "../../e2e/generated/install-project.ts";
import type { WorkflowName } from "../../e2e/generated/workflows.ts";
import { expectPassing } from "../run/expect-passing.ts";
import { runLocally } from "../run/run-locally.ts";
import { runProjectTests } from "../run/run-tests.ts";

test.each(["queue", "state-machine"] as const)(
  "order by %s, deployed with Terraform",
  async (transport) => {
    const files = renderProject("order", transport, "terraform");
    const results = await expectPassing(files, 10);
    const paths = new Set(results.map(({ file }) => file));
    expect(paths).toContain("test/workflow.test.ts");
    expect(paths).toContain("test/infrastructure.test.ts");
    expect(paths).toContain("test/terraform.test.ts");
    const { exitCode, result } = await runLocally(files);
    expect({ exitCode, status: result.status }).toEqual({ exitCode: 0, status: "succeeded" });
  },
);

/** Every form of step, trigger and feature at least once. */
const projects: readonly (readonly [WorkflowName, TransportName])[] = [
  ["every rule", "queue"],
  ["nested", "state-machine"],
  ["approvals by request", "state-machine"],
  ["once for each order", "queue"],
  ["in order by request", "queue"],
  ["by request", "state-machine"],
  ["by schedule", "queue"],
  ["by event", "state-machine"],
  ["hostile names", "state-machine"],
];

/** What asks the deployment. The other tests are the same with each tool. */
const ABOUT_DEPLOYMENT = /^test\/(?:infrastructure|terraform|runtime|start|status|answer|order)\./;

test.each(projects)("%s by %s, deployed with Terraform", async (workflow, transport) => {
  const files = renderProject(workflow, transport, "terraform");
  const results = await runProjectTests(files, { file: (path) => ABOUT_DEPLOYMENT.test(path) });
  expect(results.length).toBeGreaterThan(10);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
});
