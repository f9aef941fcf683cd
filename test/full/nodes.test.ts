import { dirname } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import type { TransportName } from "../../src/workflow/workflow.ts";
import { CLI } from "../e2e/command-line.ts";
import { installProject, removeProject, renderProject } from "../e2e/generated/install-project.ts";
import { nodePath, shellWith } from "./tools.ts";

describe("the command on an old Node.js says so in a line", () => {
  test.for(["12", "14", "16", "18", "20.10.0", "22.5.0"])("%s", async (version, context) => {
    const node = await nodePath(context, version);
    const args = [CLI, "shop", "--yes", "--dry-run"];
    const { exitCode, stdout, stderr } = await execa(node, args, { reject: false });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(
      /^Unchain needs Node\.js .*; this is [\d.]+\.\n {2}fix: .*\n {2}code: NODE_VERSION$/,
    );
  });
});

describe.for(["20.19.0", "22", "24"])("Node.js %s", (version) => {
  test.for<TransportName>(["queue", "state-machine"])(
    "a project by %s passes",
    async (transport, context) => {
      const node = await nodePath(context, version);
      const root = installProject(renderProject("order", transport));
      try {
        const env = shellWith(dirname(node));
        const options = { all: true, cwd: root, env, extendEnv: false, reject: false } as const;
        for (const script of ["check", "test", "build", "local"]) {
          const { exitCode, all } = await execa("npm", ["run", script], options);
          expect({ script, exitCode, all }).toMatchObject({ exitCode: 0 });
        }
      } finally {
        removeProject(root);
      }
    },
  );

  test("the command makes a project", async (context) => {
    const node = await nodePath(context, version);
    const { exitCode } = await execa(node, [CLI, "shop", "--yes", "--dry-run"], { reject: false });
    expect(exitCode).toBe(0);
  });
});
