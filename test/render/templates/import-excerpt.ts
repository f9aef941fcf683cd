import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderWorkflow } from "../../../src/testing.ts";

/**
 * Imports a function from a part of a generated file that needs nothing of what is around it: from
 * `start` to `end`, or to the end of the file.
 */
export async function importExcerpt(file: string, name: string, start: string, end?: string) {
  const workflow = "name: w\ntransport: queue\nsteps: [name: a]";
  const text = renderWorkflow(workflow)[file] ?? "";
  const from = text.indexOf(start);
  if (from < 0) throw new Error(`${file} has no ${start}.`);
  const to = end === undefined ? text.length : text.indexOf(end, from);
  const excerpt = text.slice(from, to).replaceAll(/^export /gm, "");
  const folder = await mkdtemp(join(tmpdir(), "unchain-excerpt-"));
  const path = join(folder, "excerpt.ts");
  await writeFile(path, `${excerpt}\nexport { ${name} };\n`);
  try {
    return (await import(path))[name];
  } finally {
    await rm(folder, { recursive: true });
  }
}
