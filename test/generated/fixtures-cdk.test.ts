import { expect, test } from "vitest";
import type { Transport } from "../../src/workflow/workflow.ts";
import { renderProject } from "../e2e/generated/install-project.ts";
import type { WorkflowName } from "../e2e/generated/workflows.ts";
import { expectPassing } from "./expect-passing.ts";
import { runLocally } from "./run-locally.ts";
import { runProjectTests } from "./run-tests.ts";

/** Every form of step, trigger and feature at least once. */
const projects: readonly (readonly [WorkflowName, Transport])[] = [
  ["order", "queue"],
  ["order", "state-machine"],
  ["every rule", "queue"],
  ["nested", "state-machine"],
  ["approvals by request", "state-machine"],
  ["in order by request", "queue"],
  ["by request", "state-machine"],
  ["by schedule", "queue"],
  ["by event", "state-machine"],
];

const isAppTest = (path: string) => path === "test/app.test.ts";
const isByNag = (name: string) => name.includes("cdk-nag");

test.each(projects)("%s by %s, deployed with CDK", async (workflow, transport) => {
  const files = renderProject(workflow, transport, "cdk");
  const checked = await runProjectTests(files, { file: isAppTest, name: isByNag, slow: true });
  expect(checked).toMatchObject([{ passed: true }]);
  const results = await expectPassing(files, 10);
  const paths = new Set(results.map(({ file }) => file));
  expect(paths).toContain("test/workflow.test.ts");
  expect(paths).toContain("test/infrastructure.test.ts");
  expect(paths).toContain("test/app.test.ts");
  if (workflow === "order") {
    const { exitCode, result } = await runLocally(files);
    expect({ exitCode, status: result.status }).toEqual({ exitCode: 0, status: "succeeded" });
  }
});
