import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Infrastructure, TransportName } from "../../src/workflow/workflow.ts";
import {
  npmInstall,
  removeProject,
  renderProject,
  writeProject,
} from "../e2e/generated/install-project.ts";
import { npmRun, runLocally } from "../e2e/generated/project-commands.ts";
import { expectPassing } from "../e2e/generated/sound-project.ts";
import type { WorkflowName } from "../e2e/generated/workflows.ts";

test.each<[Infrastructure, TransportName]>([
  ["sam", "queue"],
  ["sam", "state-machine"],
  ["cdk", "queue"],
  ["cdk", "state-machine"],
  ["terraform", "queue"],
  ["terraform", "state-machine"],
])(
  "the order project with %s by %s needs nothing but its own dependencies",
  async (tool, transport) => {
    const root = mkdtempSync(join(tmpdir(), "unchain-order-"));
    try {
      writeProject(root, renderProject("order", transport, tool));
      await npmInstall(root);
      expect(await npmRun(root, "check")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
      await expectPassing(root, 50);
      expect(await npmRun(root, "check:infrastructure")).toMatchObject({ exitCode: 0 });
      const { exitCode, result } = await runLocally(root, "--fail", "create-invoice");
      expect({ exitCode, status: result.status }).toEqual({ exitCode: 1, status: "compensated" });
      expect(await npmRun(root, "build")).toMatchObject({ exitCode: 0 });
      if (tool === "cdk") expect(await npmRun(root, "synth")).toMatchObject({ exitCode: 0 });
    } finally {
      removeProject(root);
    }
  },
);

test.each<[WorkflowName, TransportName]>([
  ["every rule", "queue"],
  ["nested", "state-machine"],
  ["by schedule", "queue"],
  ["by event", "state-machine"],
  ["approvals by request", "state-machine"],
])("the CDK synthesizes the project %s by %s from an installation", async (workflow, transport) => {
  const root = mkdtempSync(join(tmpdir(), "unchain-cdk-"));
  try {
    writeProject(root, renderProject(workflow, transport, "cdk"));
    await npmInstall(root);
    expect(await npmRun(root, "check")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(await npmRun(root, "check:infrastructure")).toMatchObject({ exitCode: 0 });
    expect(await npmRun(root, "synth")).toMatchObject({ exitCode: 0 });
  } finally {
    removeProject(root);
  }
});
