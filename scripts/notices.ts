import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OutputChunk } from "rolldown";

/**
 * Writes the licence texts of the packages that ended up in the bundle, as those licences ask.
 *
 * @throws if a bundled package has neither a licence file nor a licence in its package.json
 */
export async function writeNotices(chunks: readonly OutputChunk[], path: string): Promise<void> {
  const roots = new Set(chunks.flatMap((chunk) => chunk.moduleIds).flatMap(packageRoot));
  const notices = await Promise.all([...roots].sort().map(notice));
  await writeFile(path, [...new Set(notices)].join(`\n${"-".repeat(80)}\n\n`));
}

/** `…/node_modules/yaml/dist/index.js` → `…/node_modules/yaml`; nothing for our own files. */
function packageRoot(moduleId: string): string[] {
  const root = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(moduleId)?.[0];
  return root === undefined ? [] : [root.replace(/^\0/, "")];
}

async function notice(root: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const file = (await readdir(root)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${name} states no licence`);
  const text = file === undefined ? `${license}\n` : await readFile(join(root, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
