import { relative } from "node:path";
import type { PackageManager } from "../plan/package-manager.ts";
import { shellWord } from "./own-command.ts";

/** The command that goes from one directory to another, if it is another. */
export function changeDirectory(from: string, to: string): string[] {
  const way = relative(from, to);
  return way === "" ? [] : [`cd ${shellWord(way)}`];
}

/** The command that runs a script of the project's `package.json`. */
export function runScript(packageManager: PackageManager, script: string): string {
  return packageManager === "npm" || packageManager === "bun"
    ? `${packageManager} run ${script}`
    : `${packageManager} ${script}`;
}
