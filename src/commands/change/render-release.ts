import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import valid from "semver/functions/valid.js";
import { installerOf } from "../../plan/package-manager.ts";
import type { Origin } from "../../project/lock.ts";

/** The content of each file by its path; `undefined` where that version cannot be had. */
export type RenderRelease = (
  origin: Origin,
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, string> | undefined>;

const INSTALL_MILLISECONDS = 60_000;
const RENDER_MILLISECONDS = 30_000;

/** Reads the arguments of `renderWorkflow` from standard input, so that none is ever part of a command line. */
const SCRIPT = `
import { text } from "node:stream/consumers";
import { renderWorkflow } from "create-unchain/testing";
const { workflow, ...installer } = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(renderWorkflow(workflow, installer)));
`;

/**
 * Renders a project with the templates of the version that has generated it: installs that version
 * from the npm registry into a temporary directory, without running install scripts, and asks its
 * `create-unchain/testing` in a process of its own. Never throws on account of npm or that version.
 */
export const renderRelease: RenderRelease = async (origin, signal) => {
  const { generator, workflow } = origin;
  if (valid(generator) !== generator) return undefined;
  const { execa } = await import("execa");
  const directory = mkdtempSync(join(tmpdir(), "unchain-release-"));
  const common = { cwd: directory, cancelSignal: signal, reject: false } as const;
  try {
    writeFileSync(join(directory, "package.json"), '{ "private": true }\n');
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
    const installed = await execa("npm", ["install", ...quiet, `create-unchain@${generator}`], {
      ...common,
      stdin: "ignore",
      timeout: INSTALL_MILLISECONDS,
    });
    if (installed.failed) return undefined;
    const rendered = await execa(process.execPath, ["--input-type=module", "--eval", SCRIPT], {
      ...common,
      input: JSON.stringify({ ...installerOf(origin), workflow }),
      timeout: RENDER_MILLISECONDS,
    });
    return rendered.failed ? undefined : filesIn(rendered.stdout);
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    signal.throwIfAborted();
  }
};

function filesIn(json: string): ReadonlyMap<string, string> | undefined {
  try {
    const entries = Object.entries(JSON.parse(json) as object);
    return entries.every(([, content]) => typeof content === "string")
      ? new Map(entries)
      : undefined;
  } catch {
    return undefined;
  }
}
