import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { outputFile } from "fs-extra/esm";

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
    await outputFile(
      join(to, `${name}.d.ts`),
      text.replace(/(["']\.{1,2}\/[^"']+)\.ts(["'])/g, "$1.js$2"),
    );
  }
}
