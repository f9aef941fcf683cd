import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { outputFileSync } from "fs-extra/esm";
import { versions } from "../../../src/plan/versions.ts";
import { renderWorkflow } from "../../../src/testing.ts";
import { setTransport } from "../../../src/workflow/text/set-keys.ts";
import type { Infrastructure, PartOf, TransportName } from "../../../src/workflow/workflow.ts";
import { cleanEnv } from "../command-line.ts";
import { type WorkflowName, workflows } from "./workflows.ts";

const dependencies = Object.assign(
  {},
  ...[versions.dependencies, versions.devDependencies].flatMap((kinds) => Object.values(kinds)),
) as Record<string, string>;

/** How generated code is formatted. Cells of a Markdown table are not filled up with spaces. */
const biome = {
  files: { includes: ["**", "!**/*.json", "!**/*.md", "!**/dist"] },
  formatter: { indentStyle: "space", indentWidth: 2, lineWidth: 100 },
};

const sharedFiles = {
  "package.json": JSON.stringify({ private: true, dependencies }),
  "biome.json": JSON.stringify(biome),
};
const fingerprint = createHash("sha256").update(JSON.stringify(sharedFiles)).digest("hex");

/**
 * A folder with everything that a generated project of either transport depends on. Node finds it
 * from any project below, so that one installation serves all of them, in this run and in the next.
 */
export const workspace = join(tmpdir(), `unchain-${userInfo().username}`, fingerprint.slice(0, 12));

/** A module of the workspace that exports its `import`, for what is to be loaded from there. */
export const importerPath = join(workspace, "importer.cjs");

/** Fills the {@link workspace}, unless an earlier run has done so. For Vitest's `globalSetup`. */
export default async function installDependencies(): Promise<void> {
  if (!existsSync(workspace)) {
    mkdirSync(dirname(workspace), { recursive: true });
    const fresh = mkdtempSync(`${workspace}-`);
    writeProject(fresh, sharedFiles);
    await npmInstall(fresh);
    renameSync(fresh, workspace);
  }
  outputFileSync(importerPath, "module.exports = (specifier) => import(specifier);\n");
}

export async function npmInstall(root: string): Promise<void> {
  await execa("npm", ["install", "--no-audit", "--no-fund"], {
    cwd: root,
    env: cleanEnv(),
    extendEnv: false,
  });
}

/** The files of a generated project, by path. */
export function renderProject(
  name: WorkflowName,
  transport: TransportName,
  infrastructure: Infrastructure = "sam",
  as?: PartOf,
): Record<string, string> {
  return renderWorkflow(deployedWith(infrastructure, setTransport(workflows[name], transport), as));
}

/** Returns a workflow that is deployed with another tool, on its own or as a part of something. */
export function deployedWith(infrastructure: Infrastructure, text: string, as?: PartOf): string {
  if (infrastructure === "sam") return text;
  const keys = [`infrastructure: ${infrastructure}`, ...(as ? [`as: ${as}`] : [])];
  return text.replace(/^name: .*$/m, `$&\n${keys.join("\n")}`);
}

/** Writes a project to a folder of its own in the {@link workspace}, ready to run. */
export function installProject(files: Record<string, string>): string {
  const root = mkdtempSync(join(workspace, "project-"));
  writeProject(root, files);
  return root;
}

export function writeProject(root: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) outputFileSync(join(root, path), content);
}

export function removeProject(root: string): void {
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
