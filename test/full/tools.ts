import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";
import { cleanEnv } from "../e2e/command-line.ts";
import { npmInstall } from "../e2e/generated/install-project.ts";

const kept = join(tmpdir(), `unchain-${userInfo().username}`, "tools");

/**
 * Installs packages that are tools, such as `node@18`, once for this run and the next; skips the test aloud where the
 * registry has none for this machine.
 *
 * @returns the folder in which they are installed
 */
export async function toolFolder(test: TestContext, specs: readonly string[]): Promise<string> {
  const folder = join(kept, specs.join("+").replaceAll("/", "-"));
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const dependencies = Object.fromEntries(
    specs.map((spec) => [
      spec.slice(0, spec.lastIndexOf("@")),
      spec.slice(spec.lastIndexOf("@") + 1),
    ]),
  );
  writeFileSync(join(fresh, "package.json"), JSON.stringify({ private: true, dependencies }));
  try {
    await npmInstall(fresh);
  } catch (error) {
    test.skip(`${specs.join(", ")} cannot be had: ${(error as Error).message.split("\n")[0]}`);
  }
  renameSync(fresh, folder);
  return folder;
}

/** A version of Node.js, from the npm registry. */
export async function nodePath(test: TestContext, version: string): Promise<string> {
  return join(await toolFolder(test, [`node@${version}`]), "node_modules/node/bin/node");
}

/** What a user's shell has, with these folders first in the `PATH`. */
export function shellWith(...folders: string[]): NodeJS.ProcessEnv {
  const env = cleanEnv();
  return { ...env, PATH: [...folders, env.PATH].join(delimiter) };
}
