import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { build } from "./bundle.ts";

/** Makes the order project, tests it and runs it twice, for a person to watch. */
async function demo(): Promise<void> {
  heading("Build Unchain");
  await build();

  const project = join(await mkdtemp(join(tmpdir(), "unchain-demo-")), "order-processing");
  heading("Generate the order workflow: create order, process payment, create invoice");
  const cli = fileURLToPath(new URL("../dist/cli.cjs", import.meta.url));
  await show(process.execPath, [cli, project, "--yes", "--no-install"], tmpdir());

  heading("Install its dependencies");
  await show("npm", ["install", "--no-audit", "--no-fund"], project);

  heading("Run its tests: one for every failure rule");
  await show("npm", ["test"], project);

  heading("Run the workflow on this machine");
  await show("npm", ["run", "--silent", "local"], project);

  heading("Run it again while the invoice keeps failing: the charge is reversed");
  const failing = ["run", "--silent", "local", "--", "--fail", "create-invoice"];
  const { exitCode } = await show("npm", failing, project, { reject: false });
  if (exitCode === 0) throw new Error("The run was to fail, and did not.");

  heading("The project is yours to look at");
  console.log(project);
}

function heading(text: string): void {
  console.log(`\n── ${text}\n`);
}

function show(command: string, args: string[], cwd: string, options: { reject?: boolean } = {}) {
  return execa(command, args, {
    cwd,
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    ...options,
  });
}

await demo();
