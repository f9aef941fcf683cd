import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Transport } from "../../src/workflow/workflow.ts";
import {
  npmInstall,
  removeProject,
  renderProject,
  writeProject,
} from "../e2e/generated/install-project.ts";
import { npmRun, runLocally } from "../e2e/generated/project-commands.ts";
import { expectPassing } from "../e2e/generated/sound-project.ts";

test.each<Transport>(["queue", "state-machine"])(
  "the order project by %s needs nothing but its own dependencies",
  async (transport) => {
    const root = mkdtempSync(join(tmpdir(), "unchain-order-"));
    try {
      writeProject(root, renderProject("order", transport));
      await npmInstall(root);
      expect(await npmRun(root, "check")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
      await expectPassing(root, 50);
      expect(await npmRun(root, "check:infrastructure")).toMatchObject({ exitCode: 0 });
      const { exitCode, result } = await runLocally(root, "--fail", "create-invoice");
      expect({ exitCode, status: result.status }).toEqual({ exitCode: 1, status: "compensated" });
      expect(await npmRun(root, "build")).toMatchObject({ exitCode: 0 });
    } finally {
      removeProject(root);
    }
  },
);
