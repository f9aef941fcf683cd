// The floor: the files of a project, of the same sizes, with nothing worked out.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** @type {[path: string, bytes: number][]} */
const files = JSON.parse(readFileSync(process.argv[2], "utf8"));
const text = "export const answer = 42;\n".repeat(40_000);

for (const directory of new Set(files.map(([path]) => dirname(path)))) {
  mkdirSync(`app/${directory}`, { recursive: true });
}
for (const [path, bytes] of files) writeFileSync(`app/${path}`, text.slice(0, bytes));
