import { format } from "node:util";
import { openProject } from "./load-project.ts";
import { disableStorages, restoreSharedState } from "./packages.ts";
import type { Files } from "./project-files.ts";
import { withEnvironment } from "./run-tests.ts";

/** Runs what `npm run local -- --json` runs, in this process and from memory. */
export async function runLocally(files: Files, ...args: string[]) {
  const { exitCode, stdout, stderr } = await runScript(files, "local", ["--json", ...args]);
  return { exitCode, result: stdout === "" ? undefined : JSON.parse(stdout), stderr };
}

/**
 * Runs what a script of the project's `package.json` runs with tsx, in this process and from memory.
 *
 * @param modules what it gets in place of packages of that name
 */
export async function runScript(
  files: Files,
  name: string,
  args: readonly string[],
  modules: Readonly<Record<string, object>> = {},
) {
  const [script = "", ...first] = scriptArguments(files, name);
  const out = { stdout: "", stderr: "" };
  const printTo =
    (stream: keyof typeof out) =>
    (...values: unknown[]) => {
      out[stream] += `${format(...values)}\n`;
    };
  const local = Object.create(process, {
    argv: { value: [process.execPath, script, ...first, ...args] },
    exitCode: { value: undefined, writable: true },
  });
  const project = openProject(files, {
    modules,
    process: local,
    console: { ...console, log: printTo("stdout"), error: printTo("stderr") },
  });
  try {
    await withEnvironment({}, () => project.load(script));
  } finally {
    project.close();
    disableStorages();
    restoreSharedState();
  }
  return {
    exitCode: local.exitCode as number | undefined,
    stdout: out.stdout,
    stderr: out.stderr.trimEnd(),
  };
}

/** The file that a script of the project runs, and the arguments that it always gets. */
function scriptArguments(files: Files, name: string): string[] {
  const { scripts } = JSON.parse(files["package.json"] ?? "{}");
  return String(scripts[name]).replace(/^tsx /, "").split(" ");
}
