import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseDocument } from "yaml";
import type { PackageManager } from "../../plan/package-manager.ts";
import { PNPM_WORKSPACE } from "../../project/repository/host-repository.ts";
import type { Workspace } from "./host-workspace.ts";

/**
 * Returns what a workspace has to be told before a project in it works, as comments among commands: outside of a
 * workspace a project says so itself.
 */
export function workspaceNeeds(
  { file, text }: Pick<Workspace, "file" | "text">,
  packageManager: PackageManager,
  cwd: string,
): string[] {
  const top = dirname(file);
  const named = (name: string) => relative(cwd, join(top, name));
  if (packageManager === "pnpm" && file.endsWith(PNPM_WORKSPACE) && !mayBuild(text)) {
    return [
      `# in ${named(PNPM_WORKSPACE)}, allow the build of esbuild: allowBuilds: { esbuild: true }`,
    ];
  }
  if (packageManager === "yarn" && isPlugAndPlay(top)) {
    return [
      `# in ${named(".yarnrc.yml")}, set nodeLinker: node-modules; TypeScript, Vitest and tsx do not support Plug'n'Play`,
    ];
  }
  return [];
}

function mayBuild(text: string): boolean {
  const { allowBuilds, onlyBuiltDependencies, dangerouslyAllowAllBuilds } = settings(text);
  return (
    dangerouslyAllowAllBuilds === true ||
    (allowBuilds as Record<string, unknown> | undefined)?.esbuild === true ||
    (Array.isArray(onlyBuiltDependencies) && onlyBuiltDependencies.includes("esbuild"))
  );
}

/** Yarn 2 and later, unless told otherwise; Yarn 1 writes another lock file. */
function isPlugAndPlay(top: string): boolean {
  const { nodeLinker } = settings(textOf(join(top, ".yarnrc.yml")) ?? "");
  const isYarn1 = !textOf(join(top, "yarn.lock"))?.includes("__metadata:");
  return !isYarn1 && (nodeLinker === undefined || nodeLinker === "pnp");
}

function settings(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = parseDocument(text, { logLevel: "error" }).toJS();
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
