import * as nodeFs from "node:fs";
import { join } from "node:path";
import type { PackageManager } from "../../plan/package-manager.ts";
import { hostRepository } from "../../project/repository/host-repository.ts";

/**
 * In CI too an installation of ours writes the lock file; Corepack leaves `package.json` as it is generated; and a pnpm
 * workspace that does not let esbuild be built is told about, but no obstacle: esbuild then finds its binary itself.
 */
export const INSTALL_ENVIRONMENT = {
  COREPACK_ENABLE_AUTO_PIN: "0",
  COREPACK_ENABLE_DOWNLOAD_PROMPT: "0",
  YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
  npm_config_frozen_lockfile: "false",
  pnpm_config_frozen_lockfile: "false",
  pnpm_config_strict_dep_builds: "false",
};

/** The way to get each package manager on a machine that has Node.js. */
export const HOW_TO_GET = {
  npm: "it comes with Node.js, https://nodejs.org/en/download",
  pnpm: "npm install --global pnpm",
  yarn: "npm install --global corepack && corepack enable",
  bun: "npm install --global bun",
} as const satisfies Record<PackageManager, string>;

/**
 * Keeps Yarn from taking a project for a part of what is above it, such as a `package.json` in the home directory: it
 * does not look beyond a lock file. In a workspace the project is a part of it.
 */
export function endYarnsSearch(root: string, packageManager: PackageManager): void {
  const path = join(root, "yarn.lock");
  if (packageManager !== "yarn" || nodeFs.existsSync(path)) return;
  if (hostRepository(root, nodeFs)?.workspaceFile === undefined) nodeFs.writeFileSync(path, "");
}
