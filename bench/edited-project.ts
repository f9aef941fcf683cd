import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";

/** A comment, by what the name of a file ends in. */
const COMMENTS: Readonly<Record<string, string>> = { ".md": "Mine.", ".ts": "// mine" };

/** Makes a project of a workflow in `place`, and another of which somebody has edited all managed files. */
export function editedProject(
  cli: string,
  workflow: string,
  place: string,
): { readonly untouched: string; readonly edited: string } {
  const [untouched, edited] = [join(place, "untouched"), join(place, "edited")];
  const only = ["--yes", "--no-install", "--no-git"];
  execFileSync(process.execPath, [cli, untouched, "--workflow", workflow, ...only]);
  cpSync(untouched, edited, { recursive: true });
  const lock = JSON.parse(readFileSync(join(edited, ".unchain/lock.json"), "utf8"));
  for (const [path, { owner }] of Object.entries<{ owner: string }>(lock.files)) {
    if (owner === "managed") edit(join(edited, path));
  }
  return { untouched, edited };
}

function edit(file: string): void {
  const text = readFileSync(file, "utf8");
  const ending = extname(file);
  if (ending !== ".json") {
    writeFileSync(file, `${text}${COMMENTS[ending] ?? "# mine"}\n`);
    return;
  }
  const key = file.endsWith(".asl.json") ? "Comment" : "mine";
  writeFileSync(file, `${JSON.stringify({ ...JSON.parse(text), [key]: "mine" }, null, 2)}\n`);
}
