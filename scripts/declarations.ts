import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";

/**
 * Copies the declarations of one module and of all that it imports from `from` to `to`, so that
 * the types of the published entry come without those of everything else.
 *
 * @param module path without extension, relative to `from`
 */
export async function copyDeclarations(from: string, module: string, to: string): Promise<void> {
  const found = new Set([module]);
  for (const name of found) {
    const text = await readFile(join(from, `${name}.d.ts`), "utf8");
    for (const [, imported = ""] of text.matchAll(/["'](\.{1,2}\/[^"']+)\.ts["']/g)) {
      found.add(posix.join(posix.dirname(name), imported));
    }
    const target = join(to, `${name}.d.ts`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text.replace(/(["']\.{1,2}\/[^"']+)\.ts(["'])/g, "$1.js$2"));
  }
}
