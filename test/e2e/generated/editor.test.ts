import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { removeProject, renderProject, workspace, writeProject } from "./install-project.ts";

let root: string | undefined;
let debugged: ChildProcess | undefined;
afterEach(() => {
  debugged?.kill();
  if (root) removeProject(root);
});

test("the launch configuration stops in a step", async () => {
  const files = renderProject("order", "queue");
  const step = "src/steps/create-order.ts";
  root = mkdtempSync(join(workspace, "editor-"));
  writeProject(root, {
    ...files,
    [step]: files[step]?.replace("  return", "  debugger;\n$&") ?? "",
  });
  const { configurations } = JSON.parse(files[".vscode/launch.json"] ?? "");
  const [{ runtimeArgs, program, args }] = configurations;
  const script = program.replace("${workspaceFolder}", root);
  const debugging = spawn(
    process.execPath,
    ["inspect", "--port=0", ...runtimeArgs, script, ...args],
    {
      cwd: root,
    },
  );
  debugged = debugging;
  let said = "";
  await new Promise<void>((resolve, reject) => {
    debugging.on("exit", () => reject(new Error(`It ended without a stop:\n${said}`)));
    debugging.stdout.on("data", (chunk) => {
      const isAtStart = said.includes("Break on start");
      said += chunk;
      if (!isAtStart && said.includes("Break on start")) debugging.stdin.write("cont\n");
      if (said.includes("break in src/steps/create-order.ts")) resolve();
    });
  });
  expect(said).toContain("run for real");
});
