import { format } from "node:util";
import { openProject } from "./load-project.ts";
import { disableStorages, restoreSharedState } from "./packages.ts";
import type { Files } from "./project-files.ts";
import { withEnvironment } from "./run-tests.ts";

/** Runs what `npm run local -- --json` runs, in this process and from memory. */
export async function runLocally(files: Files, ...args: string[]) {
  const script = localScript(files);
  const out = { stdout: "", stderr: "" };
  const printTo =
    (stream: keyof typeof out) =>
    (...values: unknown[]) => {
      out[stream] += `${format(...values)}\n`;
    };
  const local = Object.create(process, {
    argv: { value: [process.execPath, script, "--json", ...args] },
    exitCode: { value: undefined, writable: true },
  });
  const project = openProject(files, {
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
    result: out.stdout === "" ? undefined : JSON.parse(out.stdout),
    stderr: out.stderr.trimEnd(),
  };
}

/** The file that the script `local` of the project runs. */
function localScript(files: Files): string {
  const { scripts } = JSON.parse(files["package.json"] ?? "{}");
  return String(scripts.local).replace(/^tsx /, "");
}
